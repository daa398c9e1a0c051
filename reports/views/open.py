"""开通单位: one page on which the administrator opens a unit's year, with its people."""

from django.shortcuts import render
from django.utils.datastructures import MultiValueDict
from django.views.decorators.debug import sensitive_variables

from budgets.editing import Refused
from budgets.models import Department, Evaluation
from budgets.permissions import Permission, permitted
from reports.forms import OpeningForm, problems
from reports.opening import open_unit
from reports.seats import FIRST_ROWS, MOST_PEOPLE, PeopleForms, staffing_problem

_PREFIX = "people"


@permitted(Permission.MANAGE)
def open_evaluation(request):
    if request.method != "POST":
        form = OpeningForm(by=request.user, initial=_preset(request.GET, request.user))
        return _page(request, form, _people(request.user, initial=FIRST_ROWS))
    if "more" in request.POST:
        return _with_another_row(request)
    return _open(request)


def _preset(query, user) -> dict:
    """A link from elsewhere may name the unit and the year."""
    unit, year = query.get("unit", ""), query.get("year", "")
    preset = {"department": unit, "which": "existing"} | _as_last_year(unit, user) if unit.isdecimal() else {}
    return preset | ({"fiscal_year": year} if year.isdecimal() else {})


def _as_last_year(unit: str, user) -> dict:
    """The rules of a unit seldom change; its form follows from them."""
    # A number too large for any key finds no unit, where it would be an error as a foreign key.
    units = Department.objects.filter(pk=unit)
    last = Evaluation.objects.visible_to(user).filter(department__in=units).order_by("-fiscal_year", "-pk")
    return last.values("rule_set").first() or {}


@sensitive_variables("opened")
def _open(request):
    form, people = OpeningForm(request.POST, by=request.user), _people(request.user, request.POST)
    staffing = ""
    if all([form.is_valid(), people.is_valid()]):
        unit, seats = form.unit(), people.seats()
        staffing = staffing_problem(unit, seats)
        if not staffing:
            try:
                opened = open_unit(unit, seats, by=request.user, **form.opening())
            except Refused as refused:
                form.add_error(None, str(refused))
            else:
                # No redirect: the first passwords are stored nowhere and can be shown only now.
                return render(request, "reports/open_done.html", {"opened": opened})
    return _page(request, form, people, staffing=staffing, problems=problems(form, people, staffing))


def _with_another_row(request):
    """The same page with one more row for a person; nothing is judged yet, everything typed stays."""
    typed = request.POST
    form = OpeningForm(by=request.user)
    form.initial = {name: typed.get(name, "") for name in form.fields} | {"signs_off": "signs_off" in typed}
    count = min(_number(typed.get(f"{_PREFIX}-TOTAL_FORMS", "")), MOST_PEOPLE - 1)
    rows = [
        {name: typed.get(f"{_PREFIX}-{row}-{name}", "") for name in ("username", "full_name", "role")}
        for row in range(count)
    ]
    people = _people(request.user, initial=[*rows, {}])
    people.forms[-1].fields["username"].widget.attrs["autofocus"] = True
    return _page(request, form, people)


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 4 else 0


def _people(by, data: MultiValueDict | None = None, *, initial=None):
    return PeopleForms(data, prefix=_PREFIX, initial=initial, form_kwargs={"by": by})


def _page(request, form, people, *, staffing="", problems=()):
    context = {
        "form": form,
        "people": people,
        "staffing": staffing,
        "problems": problems,
        "most_people": MOST_PEOPLE,
    }
    return render(request, "reports/open.html", context)
