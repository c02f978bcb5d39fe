"""Every command of the reader, declared once: keys, footer, help, palette and README come from here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.binding import BindingType

EVERYWHERE = "Everywhere"
SEARCH = "Searching"
SEARCH_BOX = "Search box"
LISTS = "Lists"
ARTICLE = "Article"
TWO_REPORTS = "Two reports"
BOOKMARKS = "Bookmarks"
PLACES = (ARTICLE, TWO_REPORTS, LISTS, SEARCH, SEARCH_BOX, BOOKMARKS, EVERYWHERE)
"""Where a command applies, in the order in which the help shows them."""


@dataclass(frozen=True, slots=True)
class Command:
    id: str
    """Also the name of its action: ``action_<id>``; the key of settings.toml [keys]."""
    keys: tuple[str, ...]
    """The first one is shown; the others are aliases. The reader may replace all of them."""
    name: str
    """One or two words for the footer and the palette."""
    help: str
    french: str
    where: str
    always: tuple[str, ...] = ()
    """Keys that work even while text is typed, and that cannot be taken away. Never printable ones."""
    in_palette: bool = True


def _c(id: str, keys: str, name: str, where: str, help: str, french: str, **more: object) -> Command:
    return Command(id, tuple(keys.split()), name, help, french, where, **more)  # type: ignore[arg-type]


COMMANDS: tuple[Command, ...] = (
    _c("next_paragraph", ". }", "next paragraph", ARTICLE,
       "Go to the next paragraph, on both sides.", "Paragraphe suivant, des deux côtés."),
    _c("previous_paragraph", "comma {", "previous paragraph", ARTICLE,
       "Go to the previous paragraph, on both sides.", "Paragraphe précédent, des deux côtés."),
    _c("page", "space", "page", ARTICLE,
       "One page down; at the end, the next article.", "Page suivante ; à la fin, l'article suivant."),
    _c("next_article", "J", "next article", ARTICLE,
       "Read the next article of the list.", "Article suivant de la liste."),
    _c("previous_article", "K", "previous article", ARTICLE,
       "Read the previous article of the list.", "Article précédent de la liste."),
    _c("next_match", "n f3", "next match", ARTICLE,
       "Next match, through the article and its counterpart; without a query, the next unread article.",
       "Occurrence suivante, dans les deux textes ; sans requête, article non lu suivant."),
    _c("previous_match", "N shift+f3", "previous match", ARTICLE,
       "Previous match; without a query, the previous unread article.",
       "Occurrence précédente ; sans requête, article non lu précédent."),
    _c("bookmark", "b *", "bookmark", ARTICLE,
       "Bookmark this paragraph, or remove the bookmark that it has.",
       "Marquer ce paragraphe, ou ôter son signet."),
    _c("read", "m", "read/unread", ARTICLE,
       "Mark the article read, or unread again.", "Marquer l'article comme lu ou non lu."),
    _c("hidden", "H", "hidden text", ARTICLE,
       "Show or hide captions, credits, teasers and links (dimmed).",
       "Montrer ou cacher légendes, crédits, renvois et liens (estompés)."),
    _c("wider", "+", "wider", ARTICLE, "Make the text column wider.", "Élargir la colonne de texte."),
    _c("narrower", "-", "narrower", ARTICLE,
       "Make the text column narrower.", "Rétrécir la colonne de texte."),
    _c("zen", "z", "zen", ARTICLE, "Show the text alone, or everything again.", "Le texte seul, ou tout."),
    _c("copy", "y", "copy", ARTICLE,
       "Copy this paragraph (and its counterpart) with its source to the clipboard.",
       "Copier ce paragraphe (et son équivalent) avec sa source."),
    _c("pair", "p", "pair", TWO_REPORTS,
       "The report in the other language: off, under the paragraph, side by side.",
       "Le texte dans l'autre langue : caché, sous le paragraphe, côte à côte."),
    _c("swap", "x", "swap", TWO_REPORTS, "Exchange the two sides.", "Échanger les deux côtés."),
    _c("why", "i", "why", TWO_REPORTS,
       "What is known of this article, and why these two are paired.",
       "Ce qu'on sait de l'article, et pourquoi les deux textes sont appariés."),
    _c("candidates", "P", "candidates", TWO_REPORTS,
       "Other reports that this one could be paired with, and what speaks for them; Enter makes one its "
       "counterpart.",
       "Autres textes possibles et ce qui parle pour eux ; Entrée en fait l'équivalent."),
    _c("not_same", "X", "not the same", TWO_REPORTS,
       "These two are not the same story: take them apart, for good (u undoes it).",
       "Ce n'est pas le même événement : les séparer durablement (u annule)."),
    _c("pair_by_hand", "", "pair by hand…", TWO_REPORTS,
       "First in one article, then in one of the other language: they become a pair (u undoes it).",
       "D'abord dans un article, puis dans un autre de l'autre langue : ils forment une paire (u annule)."),
    _c("story", "T", "story", TWO_REPORTS,
       "All reports of this event and what followed it, in both languages, by day.",
       "Tous les textes sur cet événement et ses suites, dans les deux langues, par jour."),
    _c("next_sentence", ">", "next sentence", TWO_REPORTS,
       "Point out, on both sides, the next sentence that both reports have.",
       "Montrer, des deux côtés, la phrase suivante que les deux textes ont en commun."),
    _c("previous_sentence", "<", "previous sentence", TWO_REPORTS,
       "Point out the sentence before.", "Montrer la phrase précédente."),
    _c("next_difference", "d ]", "next difference", TWO_REPORTS,
       "Go to the next passage, number, name or date that the two reports do not share.",
       "Différence suivante entre les deux textes."),
    _c("previous_difference", "D [", "previous difference", TWO_REPORTS,
       "Go to the previous difference between the two reports.",
       "Différence précédente entre les deux textes."),
    _c("open", "enter l right", "read", LISTS, "Open what the cursor is on.", "Ouvrir ce qui est désigné."),
    _c("cursor_down", "j down", "down", LISTS, "One line down.", "Une ligne plus bas.", in_palette=False),
    _c("cursor_up", "k up", "up", LISTS, "One line up.", "Une ligne plus haut.", in_palette=False),
    _c("half_page_down", "ctrl+d", "half page down", LISTS,
       "Half a page down.", "Une demi-page plus bas.", in_palette=False),
    _c("half_page_up", "ctrl+u", "half page up", LISTS,
       "Half a page up.", "Une demi-page plus haut.", in_palette=False),
    _c("page_down", "pagedown", "page down", LISTS, "One page down.", "Une page plus bas.", in_palette=False),
    _c("page_up", "pageup", "page up", LISTS, "One page up.", "Une page plus haut.", in_palette=False),
    _c("top", "g home", "top", LISTS, "To the beginning.", "Au début.", in_palette=False),
    _c("bottom", "G end", "bottom", LISTS, "To the end.", "À la fin.", in_palette=False),
    _c("search", "/ ctrl+f", "search", SEARCH,
       "Search both languages; results appear while you type. Esc keeps the query, Esc again clears it.",
       "Chercher dans les deux langues, au fil de la frappe. Échap garde la requête, Échap encore l'efface."),
    _c("language", "L", "language", SEARCH,
       "Both languages, French only, English only.", "Les deux langues, français, anglais."),
    _c("filter", "f", "filter", SEARCH,
       "Choose a filter by one key: paired, one language only, bookmarked, unread, a source, a month.",
       "Filtrer d'une touche : appariés, une langue seulement, marqués, non lus, une source, un mois."),
    _c("to_results", "down", "results", SEARCH_BOX,
       "From the search box to the results; Enter as well.",
       "De la recherche aux résultats ; Entrée aussi.", in_palette=False),
    _c("leave_box", "escape", "keep the query", SEARCH_BOX,
       "Out of the search box; the query stays.", "Hors de la recherche ; la requête reste.",
       in_palette=False),
    _c("take_correction", "tab", "take the correction", SEARCH_BOX,
       "While another spelling is offered under the search box: search for that one instead.",
       "Quand une autre graphie est proposée sous la requête : la prendre.", in_palette=False),
    _c("expansion", "E", "as typed", SEARCH,
       "Find only the words as typed, or again other spellings of names and words of the other language too.",
       "Chercher les mots tels quels, ou de nouveau aussi les variantes et les mots de l'autre langue."),
    _c("meaning", "M", "by meaning", SEARCH,
       "Also find what says the same as three or more words, after all other results; once more: off.",
       "Trouver aussi ce qui dit la même chose que trois mots ou plus ; encore une fois : non."),
    _c("copies", "c", "copies", SEARCH,
       "Show near-identical articles as rows of their own, or again folded into one (+2).",
       "Montrer chaque copie d'un article sur sa ligne, ou de nouveau une seule ligne (+2)."),
    _c("concordance", "C", "concordance", SEARCH,
       "Every occurrence of the query in its line of text; Enter goes there.",
       "Chaque occurrence de la requête dans sa ligne ; Entrée y va."),
    _c("similar", "R", "more like this", SEARCH,
       "Articles in either language that are like the open one.",
       "Articles semblables à celui qui est ouvert, dans les deux langues."),
    _c("clear_filters", "F", "clear filters", SEARCH,
       "Remove every filter, also language and entity.", "Retirer tous les filtres."),
    _c("entities", "e", "entities", SEARCH,
       "People, places and organisations of these results; Enter filters by one of them.",
       "Personnes, lieux, organisations des résultats ; Entrée filtre par l'un d'eux."),
    _c("remove", "d delete", "remove", BOOKMARKS, "Remove this bookmark.", "Supprimer ce signet."),
    _c("bookmarks", "B", "bookmarks", BOOKMARKS, "Show all bookmarks.", "Montrer tous les signets."),
    _c("leave", "q", "back", EVERYWHERE,
       "One step back; from the list, leave (everything is restored next time).",
       "Un pas en arrière ; depuis la liste, quitter (tout est rétabli la fois suivante)."),
    _c("back", "escape h left backspace", "back", EVERYWHERE,
       "One step back: from the text to the list, from the list out of the query. Never leaves the program.",
       "Un pas en arrière : du texte à la liste, de la liste hors de la requête. Ne quitte jamais.",
       in_palette=False),
    _c("next_pane", "tab", "next pane", EVERYWHERE, "To the next pane.", "Volet suivant.", in_palette=False),
    _c("previous_pane", "shift+tab", "previous pane", EVERYWHERE,
       "To the previous pane.", "Volet précédent.", in_palette=False),
    _c("undo", "u", "undo", EVERYWHERE,
       "Undo the last bookmark, read mark or verdict on a pair.",
       "Annuler le dernier signet, la dernière marque ou le dernier verdict sur une paire."),
    _c("palette", ":", "commands", EVERYWHERE,
       "Find any command by its name.", "Trouver une commande par son nom.", always=("ctrl+p",),
       in_palette=False),
    _c("help", "? f1", "all keys", EVERYWHERE,
       "All keys, those of the focused pane first.", "Toutes les touches, celles du volet actif d'abord."),
    _c("reread", "r f5", "re-read", EVERYWHERE,
       "Ask the archive again.", "Interroger l'archive de nouveau."),
    _c("add", "", "add articles…", EVERYWHERE,
       "Take files or folders into the archive, in the background.",
       "Ajouter des fichiers ou dossiers à l'archive, en arrière-plan."),
    _c("theme", "", "light or dark", EVERYWHERE,
       "Change between the dark and the light colours.", "Passer du thème sombre au thème clair."),
    _c("redraw", "ctrl+l", "redraw", EVERYWHERE, "Draw the screen anew.", "Redessiner l'écran."),
    _c("suspend", "ctrl+z", "suspend", EVERYWHERE,
       "Back to the shell; fg returns.", "Retour au shell ; fg revient."),
    _c("quit", "Q", "quit", EVERYWHERE,
       "Leave now; everything is restored next time.", "Quitter ; tout sera rétabli.", always=("ctrl+q",)),
    _c("interrupt", "", "copy or quit", EVERYWHERE,
       "Copy what is selected; with nothing selected, twice within two seconds leaves.",
       "Copier la sélection ; sans sélection, deux fois en deux secondes quitte.",
       always=("ctrl+c",), in_palette=False),
)  # fmt: skip

BY_ID: Mapping[str, Command] = {command.id: command for command in COMMANDS}

FOOTERS: Mapping[str, tuple[str, ...]] = {
    "list": ("open", "search", "pair", "bookmark", "language", "filter", "entities", "next_match", "leave"),
    "article": ("next_paragraph", "next_match", "pair", "bookmark", "next_article", "why", "zen", "leave"),
    "two-reports": (
        "next_paragraph", "next_difference", "next_sentence", "next_match", "pair", "swap", "bookmark", "why",
        "candidates", "not_same", "leave",
    ),
    "search": ("to_results", "leave_box", "palette", "quit"),
    "entities": ("open", "search", "clear_filters", "entities", "leave"),
    "bookmarks": ("open", "remove", "undo", "leave"),
    "occurrences": ("open", "leave"),
}  # fmt: skip
"""What each pane's footer offers, the most useful first; the help key always follows."""

_SHOWN = {
    "comma": ",", "space": "Space", "enter": "Enter", "escape": "Esc", "backspace": "Backspace", "tab": "Tab",
    "down": "↓", "up": "↑", "left": "←", "right": "→", "pagedown": "PgDn", "pageup": "PgUp", "home": "Home",
    "end": "End", "delete": "Del",
}  # fmt: skip


def shown_key(key: str) -> str:
    """How a key is written for people: ``ctrl+p``, ``,``, ``Shift+Tab``, ``F1``."""
    *modifiers, last = key.split("+") if len(key) > 1 else [key]
    if last in _SHOWN:
        last = _SHOWN[last]
    elif len(last) > 1 and last[0] == "f" and last[1:].isdigit():
        last = last.upper()
    return "+".join([*(m.capitalize() if m == "shift" else m for m in modifiers), last])


def keys_of(command: Command, own: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """The keys that work for a command when the reader has ``own`` keys, as Textual names them."""
    return (*own.get(command.id, command.keys), *command.always)


def bindings(*ids: str) -> list[BindingType]:
    """Bindings for these commands; each runs ``action_<id>`` of the class that declares them."""
    from textual.binding import Binding

    made: list[BindingType] = []
    for command in (BY_ID[id] for id in ids):
        for key in command.keys:
            made.append(Binding(key, command.id, command.name, show=False, id=command.id))
        for key in command.always:
            made.append(Binding(key, command.id, command.name, show=False, priority=True))
    return made


_BOTH_WAYS: Mapping[str, tuple[str, str]] = {
    "next_paragraph": ("previous_paragraph", "paragraph"),
    "next_match": ("previous_match", "match"),
    "next_sentence": ("previous_sentence", "sentence"),
    "next_article": ("previous_article", "article"),
    "next_difference": ("previous_difference", "difference"),
}
"""Commands that the footer names together with their opposites, and their common name."""


def footer(place: str, own: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str]]:
    """(key as shown, name) pairs for the footer of a pane, the help key last."""
    for id in (*FOOTERS[place], "help"):
        opposite, name = _BOTH_WAYS.get(id, ("", BY_ID[id].name))
        keys = [_shown_keys(BY_ID[each], place, own)[:1] for each in (id, opposite) if each]
        if shown := "/".join(shown_key(key[0]) for key in keys if key):
            yield shown, name


def _shown_keys(command: Command, place: str, own: Mapping[str, Sequence[str]]) -> Sequence[str]:
    """In the search box only those that do not type a character."""
    keys = keys_of(command, own)
    return [key for key in keys if len(key) > 1 and key != "comma"] if place == "search" else keys


def command_named(name: str) -> str:
    """The id of the command that a footer shows under this name."""
    both = {shown: id for id, (_, shown) in _BOTH_WAYS.items()}
    return both.get(name) or next(command.id for command in COMMANDS if command.name == name)


def keymap(own: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """The reader's own keys as ``App.set_keymap`` wants them."""
    return {id: ",".join("comma" if key == "," else key for key in keys) for id, keys in own.items()}
