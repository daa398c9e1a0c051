"""What a person does on the pages: signs in, types in a field, presses a button, waits for 已保存."""

import re
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, expect


class Window:
    """One person's browser. complaints: errors of the console and of the server that nobody expected."""

    def __init__(self, context: BrowserContext, url: str):
        self.context = context
        self.url = url
        self.complaints: list[str] = []
        self._allowed: set[int] = set()
        context.on("response", self._on_response)
        context.on("console", self._on_console)
        context.on("weberror", lambda error: self.complaints.append(f"{error.page.url}: {error.error}"))
        self.page: Page = context.new_page()

    def _on_response(self, response) -> None:
        if response.status >= 400 and response.status not in self._allowed:
            self.complaints.append(f"{response.status} {response.request.method} {response.url}")

    def _on_console(self, message) -> None:
        # What the server refused is judged by its status.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            self.complaints.append(f"{message.page.url if message.page else ''}: {message.text}")

    def expects(self, *statuses: int) -> None:
        """From here on the server may refuse in these ways."""
        self._allowed.update(statuses)

    # ---- going about ----

    def open(self, path: str) -> None:
        self.page.goto(path)

    def sign_in(self, username: str, password: str) -> None:
        self.open("/accounts/login/")
        self.page.get_by_label("用户名").fill(username)
        self.page.get_by_label("密码").fill(password)
        self.press("登录")

    def press(self, name: str) -> None:
        """A button of the page itself, not one of a dialog."""
        self.page.get_by_role("button", name=name, exact=True).first.click()

    def follow(self, name: str) -> None:
        """The first link of this name, the beginning of its words being enough."""
        self.page.get_by_role("link", name=re.compile(f"^{re.escape(name)}")).first.click()

    def step(self, name: str) -> None:
        """Along the steps on the left; the overview has them in its midst."""
        self.page.locator(".frame-steps, .tasks").get_by_role("link", name=re.compile(f"^{name}")).click()

    def move(self, label: str, **answers: str) -> None:
        """From the head of the page to the page that asks, answers there by id, and does it."""
        self.page.locator(".page-head-actions").get_by_role("link", name=label, exact=True).click()
        for field, text in answers.items():
            self.page.locator(f"#{field}").fill(text)
        self.press(label)

    # ---- typing ----

    def field(self, key: str, name: str):
        return self.page.locator(f'[id="{key}-{name}"]')

    def type(self, key: str, name: str, text: str) -> None:
        """Into a field that saves itself when it is left."""
        field = self.field(key, name)
        if field.evaluate("element => element.tagName") == "SELECT":
            field.select_option(label=text)
        else:
            field.fill(text)
            field.blur()

    def wait_until_saved(self) -> None:
        expect(self.page.locator("#save-state")).to_have_attribute("data-state", "saved")
        expect(self.page.locator("#save-state")).to_contain_text("已保存")

    def row_keys(self) -> list[str]:
        """Of the rows in the grid of this page, from above."""
        rows = self.page.locator("tr.grid-row[id^='row-']").all()
        return [row.get_attribute("id").removeprefix("row-") for row in rows]

    # ---- reading ----

    def sees(self, *texts: str) -> None:
        for text in texts:
            expect(self.page.locator("main")).to_contain_text(text)

    def sees_not(self, *texts: str) -> None:
        for text in texts:
            expect(self.page.locator("main")).not_to_contain_text(text)

    def has_status(self, words: str) -> None:
        expect(self.page.locator(".frame-head .tag")).to_have_text(words)

    def bytes_of(self, path: str) -> bytes:
        """A file as this person is given it."""
        answer = self.context.request.get(self.url + path)
        assert answer.status == 200, f"{answer.status} {path}"
        return answer.body()

    def post(self, path: str, **sent) -> int:
        """What a page left open elsewhere would send: with this person's cookies, past what the page offers now."""
        token = next(cookie["value"] for cookie in self.context.cookies() if cookie["name"] == "csrftoken")
        headers = {"X-CSRFToken": token, "Accept": "application/json"}
        return self.context.request.post(self.url + path, headers=headers, **sent).status

    def picture(self, path: Path, *, whole: bool = False) -> None:
        self.page.screenshot(path=path, full_page=whole)
