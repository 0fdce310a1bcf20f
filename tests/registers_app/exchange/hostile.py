"""Texts that people and attackers write, and that files have to bring through."""

from hypothesis import strategies as st

WORDS = (
    *(
        "no",
        "yes",
        "on",
        "y",
        "null",
        "~",
        "1",
        "0o17",
        "1e3",
        "1_000",
        "12:30",
        "2020-01-01",
        ".inf",
    ),
    *("=", "<<", "- a", "# a", "a #b", "a: b", "a:", "? a", "| a", "> a", "&a", "*a", "!a", "%a"),
    *("@a", "`a", "{a}", "[b]", "'", '"', "\\", "\\n", "---", "...", "a, b", "a,b"),
    *(" a", "a ", "a  b", "\ta", "a\tb", "a\n", "a\n\n", "\na", "a\n b", "a \nb", "a\r\nb", "a\rb"),
    *(
        "\u2028",
        "\x85",
        "\ufeff",
        "\x7f",
        "\x01",
        "\xa0",
        "\u202e",
        "😀",
        "é",
        "e\u0301",
        "a" * 150,
    ),
    *("<script>alert(1)</script>", "=1+1", "@SUM(A1)", "{{ a }}", "%(name)s", "word " * 60),
)
TEXTS = st.one_of(
    st.lists(st.sampled_from(WORDS), max_size=4).map("".join),
    st.lists(st.sampled_from(WORDS), max_size=4).map(" ".join),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30),
)
