"""What a language knows of the furniture of a page."""

from dataclasses import dataclass

__all__ = ["PageWords"]


@dataclass(frozen=True, slots=True, eq=False)
class PageWords:
    """Words that betray boilerplate, bylines and captions; all lower case, with straight apostrophes.

    Attributes:
        home: first step of a breadcrumb.
        related: what opens a line or a block about other articles.
        comments: what opens the comments, after which nothing of the article follows.
        furniture: phrases no article sentence holds (newsletter, cookies, copyright …).
        share: words that sharing buttons and menus are made of; a line of nothing else is no text.
        author_box: what opens a box about the author.
        byline: what opens a line with the author's name.
        published: what opens a line with the date of publication.
        updated: those of `published` that speak of a later change.
        released: what opens the title of a text given out on the day that the title ends with.
        letterhead: what opens a line above a title that is none: the body that gives a text out, or "breaking".
        caption: what opens a caption.
        credit: words in the credit at the end of a caption.
        tags: what opens a list of keywords.
        small_words: words besides names and numbers in a dateline or in a line with a date and a time.
    """

    home: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()
    furniture: tuple[str, ...] = ()
    share: tuple[str, ...] = ()
    author_box: tuple[str, ...] = ()
    byline: tuple[str, ...] = ()
    published: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    released: tuple[str, ...] = ()
    letterhead: tuple[str, ...] = ()
    caption: tuple[str, ...] = ()
    credit: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    small_words: tuple[str, ...] = ()
