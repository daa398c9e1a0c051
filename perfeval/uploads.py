"""What is received of a posted form with files: a file that is too large is let pass unread, an endless one is cut off.

It stands before Django's own handlers, which keep what comes through: small requests in memory, others in a
temporary file. So no request fills memory or disk, whoever sent it and wherever to.
"""

from django.core.files.uploadhandler import FileUploadHandler, SkipFile, StopUpload

MEGABYTE = 1024 * 1024
MOST_OF_A_FILE = 10 * MEGABYTE
MOST_AT_ONCE = 60 * MEGABYTE
TOO_LARGE = "文件超过 10 MB，请压缩后再上传"
TOO_MUCH = "一次上传的文件合计超过 60 MB，从这个文件起没有接收，请分几次上传"


def refused_of(request) -> list[tuple[str, str]]:
    """Name and sentence of each posted file that was not received; the others are in `request.FILES`."""
    return getattr(request, "refused_uploads", [])


class Bounded(FileUploadHandler):
    def __init__(self, request=None):
        super().__init__(request)
        self.received = 0
        self.of_file = 0
        self.announced = 0

    def handle_raw_input(self, input_data, META, content_length, boundary, encoding=None):  # noqa: N803 Django's name
        self.announced = content_length

    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        self.of_file = 0

    def receive_data_chunk(self, raw_data, start):
        """Skipping is done here and not in `new_file`: there it would close the file before this one, which is whole."""
        self.received += len(raw_data)
        self.of_file += len(raw_data)
        if self.of_file > MOST_OF_A_FILE:
            self._refuse(TOO_LARGE)
            # The rest of a file is read and forgotten, so that the ones behind it are taken and the answer is seen.
            if self.announced <= MOST_AT_ONCE:
                raise SkipFile
            raise StopUpload(connection_reset=True)
        if self.received > MOST_AT_ONCE:
            self._refuse(TOO_MUCH)
            raise StopUpload(connection_reset=True)
        return raw_data

    def file_complete(self, file_size):
        """The handlers behind this one make the file."""
        return

    def _refuse(self, sentence):
        self.request.refused_uploads = [*refused_of(self.request), (self.file_name, sentence)]
