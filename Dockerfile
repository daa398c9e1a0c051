FROM python:3.11-slim-bookworm

ENV PYTHONUNBUFFERED=1 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1

# What WeasyPrint lays out and cuts fonts with.
RUN apt-get update \
    && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
    && rm -rf /var/lib/apt/lists/*

WORKDIR /app
COPY scripts/requirements-build.txt scripts/requirements.txt scripts/
RUN pip install --require-hashes -r scripts/requirements-build.txt \
    && pip install --use-pep517 --no-build-isolation --require-hashes -r scripts/requirements.txt
COPY scripts/build_fonts.py scripts/
RUN python scripts/build_fonts.py

COPY . .
# The application's user may write its data and the fonts' cache, nothing else.
RUN SECRET_KEY=only-for-collectstatic python manage.py collectstatic --noinput --verbosity 0 \
    && useradd --system --uid 10001 --no-create-home perfeval \
    && mkdir -p /data \
    && chown -R perfeval /data var/fonts/cache
USER perfeval

# Where nothing else is said, SQLite in the volume; docker-compose.yml says PostgreSQL.
ENV DATABASE_URL=sqlite:////data/perfeval.sqlite3 WEB_CONCURRENCY=3
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
# Approval prints the report within its request: minutes for 300 indicators of 3,000 characters on a busy machine.
CMD ["sh", "-c", "python manage.py migrate --verbosity 0 && exec gunicorn perfeval.wsgi --bind 0.0.0.0:8000 --timeout 600 --max-requests 1000 --max-requests-jitter 100 --no-control-socket --worker-tmp-dir /dev/shm"]
