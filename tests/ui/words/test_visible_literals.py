"""Nothing visible bypasses gettext: what Streamlit and Plotly are told to show is translated or computed.

The rules, in the order they are applied to every call in `seg/ui`, `pages` and `app.py`:

1. A call is Streamlit's when it starts from `st` (`st.button`, `st.sidebar.markdown`, `st.columns(2)[0].metric`),
   or when its name is one that only Streamlit has (`left.selectbox`). Logging is never one.
2. All its arguments are visible, except those in `HIDDEN_ARGUMENTS` and the calls in `HIDDEN_CALLS`.
3. A call of Plotly shows the arguments and dict entries in `PLOTLY_WORDS`.
   Keys of `column_config` are names of columns; options behind a `format_func` are shown as it words them.
4. A visible argument may hold no letters of its own: no literal, no f-string with words between its values.
   Icons, markup, and Plotly's `%{value}` are not words. Inside any other call (`t("...")`) words are fine.
5. `t`, `tn`, `text` and `plural` are given literals, so that the messages can be collected.
"""

import ast
import re
from pathlib import Path

import pytest

from seg.ui.words.messages import PLURAL, SINGLE, literals, screen_files, translating_calls

ROOT = Path(__file__).parents[3]
FILES = [path for path in screen_files() if "english" not in path.parts]

HIDDEN_CALLS = {  # Streamlit calls that show none of their text arguments
    "App", "switch_page", "connection", "cache_data", "cache_resource", "fragment", "rerun", "columns", "container",
    "form", "logo", "get_option", "set_option",
}  # fmt: skip
HIDDEN_OWNERS = {"session_state", "query_params", "context", "secrets", "user", "components"}  # st.context.url, ...
FIRST_IS_HIDDEN = {"Page", "page_link", "image"}  # paths
HIDDEN_ARGUMENTS = {  # keyword arguments whose text a visitor does not read
    "key", "icon", "type", "width", "height", "use_container_width", "label_visibility", "unsafe_allow_html",
    "language", "on_click", "on_change", "on_select", "on_dismiss", "selection_mode", "horizontal_alignment",
    "vertical_alignment", "gap", "border", "color", "format", "hide_index", "column_order", "num_rows", "mime",
    "file_name", "url_path", "accept_multiple_files", "layout", "initial_sidebar_state", "anchor", "bind",
    "persist_state", "divider", "size", "alignment", "text_alignment", "config", "theme", "step", "position",
    "delta_color", "row_height", "page_icon", "visibility", "filter_mode", "data", "alt_format", "shortcut",
    "query_params", "delta_arrow", "chart_type", "icon_position", "expand", "js", "css", "html", "name",
    "default_format", "isolate_styles", "scope", "run_every", "args", "kwargs", "disabled",
}  # fmt: skip
HIDDEN_BEHIND_A_FORMAT = {"options", "default", "value", "index"}  # shown as `format_func` words them
ONLY_STREAMLIT = {  # method names that containers and columns have and nothing else of ours
    "title", "header", "subheader", "markdown", "caption", "button", "download_button", "link_button",
    "form_submit_button", "checkbox", "toggle", "radio", "selectbox", "multiselect", "slider", "select_slider",
    "text_input", "text_area", "number_input", "date_input", "time_input", "file_uploader", "segmented_control",
    "pills", "metric", "expander", "popover", "badge", "toast", "tabs", "dialog", "page_link", "chat_input",
    "success", "info", "warning", "error", "data_editor", "dataframe", "progress", "spinner", "status", "write",
}  # fmt: skip
NOT_STREAMLIT = {"log", "logger", "logging", "warnings", "file", "out", "output", "stdout", "stderr", "sys"}
PLOTLY_WORDS = {
    "title", "title_text", "text", "name", "hovertemplate", "hovertext", "texttemplate", "xaxis_title",
    "yaxis_title", "coloraxis_colorbar_title", "colorbar_title", "legend_title", "legend_title_text", "ticktext",
    "ticksuffix", "tickprefix", "annotation_text", "legendgrouptitle_text", "labels", "label", "x_title",
    "y_title", "subplot_titles",
}  # fmt: skip
PRODUCT = "Seg"
NOT_WORDS = re.compile(r":material/\w+:|:[a-z-]+\[|<[^>]*>|%\{[^}]*\}|&#?\w+;|https?://\S+")
MARKUP = re.compile(r"\s*<(style|svg|script)")


def words_in(node):
    """Letters that a visitor would read in an expression; empty where it is computed or translated."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        bare = "" if MARKUP.match(node.value) else NOT_WORDS.sub("", node.value)
        return [node.value] if re.search(r"[^\W\d_]", bare) and bare != PRODUCT else []
    if isinstance(node, ast.JoinedStr):
        fixed = "".join(part.value if isinstance(part, ast.Constant) else "\0" for part in node.values)
        inner = [word for part in node.values if isinstance(part, ast.FormattedValue) for word in words_in(part.value)]
        return words_in(ast.Constant(fixed)) + inner
    if isinstance(node, ast.Call):
        method = node.func if isinstance(node.func, ast.Attribute) else None
        return words_in(method.value) if method and isinstance(method.value, ast.Constant | ast.JoinedStr) else []
    if isinstance(node, ast.IfExp):
        return words_in(node.body) + words_in(node.orelse)
    if isinstance(node, ast.Lambda):
        return words_in(node.body)
    if isinstance(node, ast.Subscript | ast.Compare | ast.Attribute | ast.Name):
        return []
    return [word for child in ast.iter_child_nodes(node) if isinstance(child, ast.expr) for word in words_in(child)]


def root(node):
    """The name that an expression starts from: `st` in `st.columns(2)[0].metric`."""
    while isinstance(node, ast.Attribute | ast.Call | ast.Subscript):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.id if isinstance(node, ast.Name) else ""


def streamlit_words(call):
    if not isinstance(call.func, ast.Attribute):
        return []
    name, start = call.func.attr, root(call.func)
    if not (start == "st" or (name in ONLY_STREAMLIT and start.lower() not in NOT_STREAMLIT)):
        return []
    if name in HIDDEN_CALLS or any(f"st.{owner}" in ast.unparse(call.func) for owner in HIDDEN_OWNERS):
        return []
    worded = any(word.arg == "format_func" for word in call.keywords)
    hidden = HIDDEN_ARGUMENTS | (HIDDEN_BEHIND_A_FORMAT if worded else set())
    shown = call.args[1:] if name in FIRST_IS_HIDDEN else call.args[: 1 if worded else None]
    for word in (word for word in call.keywords if word.arg not in hidden):
        columns = word.arg == "column_config" and isinstance(word.value, ast.Dict)
        shown = [*shown, *(word.value.values if columns else [word.value])]
    return [word for node in shown for word in words_in(node)]


def plotly_words(node):
    if isinstance(node, ast.Call):
        shown = [word.value for word in node.keywords if word.arg in PLOTLY_WORDS]
    elif isinstance(node, ast.Dict):
        keys = [key.value if isinstance(key, ast.Constant) else None for key in node.keys]
        shown = [value for key, value in zip(keys, node.values, strict=True) if key in PLOTLY_WORDS]
    else:
        shown = []
    return [word for node in shown for word in words_in(node)]


def bypasses(tree):
    """(line, words) of everything visible that is not translated."""
    draws = any(
        "plotly" in ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)
    )
    for node in ast.walk(tree):
        found = streamlit_words(node) if isinstance(node, ast.Call) else []
        found = found + (plotly_words(node) if draws else [])
        yield from ((node.lineno, word) for word in found)


def not_literal(tree):
    """Lines where a translating call gets something that cannot be collected."""
    wrappers = [f for f in ast.walk(tree) if isinstance(f, ast.FunctionDef) and f.name in SINGLE | PLURAL | {"say"}]
    inside = {id(node) for f in wrappers for node in ast.walk(f)}
    for call, has_plural in translating_calls(tree):
        if id(call) not in inside and not all(literals(arg) for arg in call.args[: 1 + has_plural] or [None]):
            yield call.lineno


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_visible_word_is_translated(path):
    tree = ast.parse(path.read_text("utf-8"))
    found = sorted(set(bypasses(tree)))
    assert not found, f"put these through gettext, for example st.button(t('Save')): {found}"
    assert not list(not_literal(tree)), "give translating calls literals, so that their messages can be collected"


@pytest.mark.parametrize(
    "code",
    [
        "st.button('Save')",
        "st.sidebar.markdown(f'{n} rows')",
        "st.columns(2)[0].metric(label, value, help='More')",
        "left.selectbox(t('Kind'), options, placeholder='Choose')",
        "st.selectbox(t('Kind'), ['Money', 'Count'])",
        "st.radio(t('Kind'), kinds, format_func=lambda kind: f'Kind {kind}')",
        "st.Page('pages/a/b.py', title='Map')",
        "st.set_page_config(page_title='Seg for you', layout='wide')",
        "st.column_config.NumberColumn('Share', format='percent')",
        "st.error('It ' + problem)",
        "st.info('Ready' if done else t('Wait'))",
        "st.caption('{} rows'.format(n))",
        'st.markdown(f\'**{"Rows" if many else t("Row")}**\')',
        "st.write({'Rows': rows})",
        "st.navigation({'Prepare': pages})",
        "st.html('<p>Rows</p>')",
        "st.data_editor(rows, column_config={'name': 'Name'})",
        "import plotly\nfigure.update_layout(xaxis_title='Customers')",
        "import plotly.graph_objects as go\ngo.Bar(hovertemplate='%{x} customers<extra></extra>')",
        "from plotly import graph_objects\ngo.Layout(title={'text': 'Sizes'})",
        "import plotly\ndict(name='Average')",
    ],
)
def test_words_that_bypass_gettext_are_noticed(code):
    assert list(bypasses(ast.parse(code)))


@pytest.mark.parametrize(
    "code",
    [
        "st.button(t('Save'), key='save', icon=':material/save:', type='primary')",
        "st.markdown(f':material/check: **{t(\"Saved\")}** :red[{name}]')",
        "st.markdown('<style>.x {color: red}</style>', unsafe_allow_html=True)",
        "st.markdown('&nbsp;')",
        "st.Page('pages/a/b.py', title=t('Map'), url_path='map')",
        "st.session_state.get('seg')",
        "st.query_params['lang'] = 'nl'",
        "st.html('<style>.x {color: red}</style>')",
        "st.query_params.get('lang', 'nl')",
        "LOG.error('the store is gone')",
        "st.data_editor(rows, column_config={'name': st.column_config.TextColumn(t('Name'))}, disabled=['share'])",
        "st.radio(t('Kind'), ['money', 'count'], format_func=kinds.get, default='money')",
        "st.button(t('Save'), on_click=save, args=('segments/1',))",
        "st.download_button(t('CSV'), data=make, file_name='a.csv', mime='text/csv')",
        "st.plotly_chart(sizes_chart(rows['share']), config={'displaylogo': False})",
        "st.metric(t('Share'), words.percent(row['share']))",
        "import plotly\ngo.Bar(name=t('Average'), hovertemplate='%{x}<extra></extra>', mode='markers')",
    ],
)
def test_what_is_translated_or_unseen_is_fine(code):
    assert not list(bypasses(ast.parse(code)))


def test_messages_that_cannot_be_collected_are_noticed():
    assert list(not_literal(ast.parse("t(name)\nwords.plural('a', many, 3)\nt(f'{n} rows')"))) == [1, 2, 3]
    assert not list(
        not_literal(ast.parse("def t(message, **v):\n    return words.text(message, **v)\nt('a' if x else 'b')"))
    )
