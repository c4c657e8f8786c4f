"""The sign-in pages: plain, keyboard and screen reader first, no scripts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from msk_desk.central.wire import Answer
from msk_desk.domain.roles import Role
from msk_desk.services.ports import Words

_STYLE = """
:root{color-scheme:light dark}
body{font:1.125rem/1.5 system-ui,sans-serif;max-width:26rem;margin:3rem auto;padding:0 1rem}
h1{font-size:1.75rem;margin:0 0 .5rem}
label{display:block;font-weight:600;margin:1rem 0 .25rem}
fieldset label{font-weight:400;margin:.5rem 0}
fieldset{border:0;padding:0;margin:1rem 0}
input[type=text],input[type=password]{font:inherit;width:100%;box-sizing:border-box;padding:.5rem;border:2px solid}
button{font:inherit;font-weight:600;margin-top:1.5rem;padding:.6rem 1.5rem;border:2px solid;cursor:pointer}
:focus-visible{outline:4px solid #ffbf47;outline-offset:2px}
.problem{border:4px solid #b10e1e;padding:1rem;margin:1rem 0}
.problem h2{font-size:1.125rem;margin:0}
.problem p{margin:.25rem 0 0}
"""
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'",
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
HTML = "text/html; charset=utf-8"


def sign_in(words: Words, hidden: Mapping[str, str], *, name: str = "", problem: str = "", status: int = 200) -> Answer:
    """The page that asks for name and password; `problem` is shown first and read out."""
    focus = ' aria-describedby="problem"' if problem else ""
    body = (
        _problem(words, problem)
        + f"<h1>{_text(words, 'heading')}</h1><p>{_text(words, 'intro')}</p>"
        + '<form method="post" action="/auth/sign-in">'
        + _hidden(hidden)
        + f'<label for="name">{_text(words, "name")}</label>'
        + '<input type="text" id="name" name="name" autocomplete="username" autocapitalize="none"'
        + f' spellcheck="false" required autofocus value="{escape(name)}"{focus}>'
        + f'<label for="password">{_text(words, "password")}</label>'
        + f'<input type="password" id="password" name="password" autocomplete="current-password" required{focus}>'
        + f'<button type="submit">{_text(words, "sign_in")}</button></form>'
    )
    return _page(words, body, status)


def choose_role(words: Words, ticket: str, roles: Sequence[str]) -> Answer:
    """The page that asks which role is worn."""
    choices = "".join(
        f'<label><input type="radio" name="role" value="{escape(role)}" required> {escape(Role(role).words)}</label>'
        for role in roles
    )
    heading = _text(words, "role_heading")
    body = (
        '<form method="post" action="/auth/role">'
        + _hidden({"ticket": ticket})
        + f"<fieldset><legend><h1>{heading}</h1></legend><p>{_text(words, 'role_intro')}</p>{choices}</fieldset>"
        + f'<button type="submit">{_text(words, "continue")}</button></form>'
    )
    return _page(words, body, 200)


def stop(words: Words, problem: str, status: int = 400) -> Answer:
    """The page that ends a sign-in which cannot go on."""
    return _page(words, _problem(words, problem), status)


def _problem(words: Words, problem: str) -> str:
    if not problem:
        return ""
    title = _text(words, "problem")
    return f'<div class="problem" id="problem" role="alert"><h2>{title}</h2><p>{escape(problem)}</p></div>'


def _hidden(values: Mapping[str, str]) -> str:
    return "".join(
        f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">' for name, value in values.items()
    )


def _text(words: Words, key: str) -> str:
    return escape(words.get(f"central.{key}"))


def _page(words: Words, body: str, status: int) -> Answer:
    html = (
        '<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{_text(words, 'page_title')}</title><style>{_STYLE}</style></head>"
        f"<body><main>{body}</main></body></html>"
    )
    return Answer(status, html.encode(), _HEADERS, HTML)
