"""Every command of the reader, declared once: keys, footer, help, palette and README come from here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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


COMMANDS: tuple[Command, ...] = (
    Command("next_paragraph", keys=(".", "}"), name="next paragraph", where=ARTICLE,
            help="Go to the next paragraph, on both sides.",
            french="Paragraphe suivant, des deux côtés."),
    Command("previous_paragraph", keys=("comma", "{"), name="previous paragraph", where=ARTICLE,
            help="Go to the previous paragraph, on both sides.",
            french="Paragraphe précédent, des deux côtés."),
    Command("page", keys=("space",), name="page", where=ARTICLE,
            help="One page down; at the end, the next article.",
            french="Page suivante ; à la fin, l'article suivant."),
    Command("next_article", keys=("J",), name="next article", where=ARTICLE,
            help="Read the next article of the list.",
            french="Article suivant de la liste."),
    Command("previous_article", keys=("K",), name="previous article", where=ARTICLE,
            help="Read the previous article of the list.",
            french="Article précédent de la liste."),
    Command("next_match", keys=("n", "f3"), name="next match", where=ARTICLE,
            help="Next match, through the article and its counterpart; without a query, the next unread "
                 "article.",
            french="Occurrence suivante, dans les deux textes ; sans requête, article non lu suivant."),
    Command("previous_match", keys=("N", "shift+f3"), name="previous match", where=ARTICLE,
            help="Previous match; without a query, the previous unread article.",
            french="Occurrence précédente ; sans requête, article non lu précédent."),
    Command("bookmark", keys=("b", "*"), name="bookmark", where=ARTICLE,
            help="Bookmark this paragraph, or remove the bookmark that it has.",
            french="Marquer ce paragraphe, ou ôter son signet."),
    Command("read", keys=("m",), name="read/unread", where=ARTICLE,
            help="Mark the article read, or unread again.",
            french="Marquer l'article comme lu ou non lu."),
    Command("hidden", keys=("H",), name="hidden text", where=ARTICLE,
            help="Show or hide captions, credits, teasers and links (dimmed).",
            french="Montrer ou cacher légendes, crédits, renvois et liens (estompés)."),
    Command("wider", keys=("+",), name="wider", where=ARTICLE,
            help="Make the text column wider.",
            french="Élargir la colonne de texte."),
    Command("narrower", keys=("-",), name="narrower", where=ARTICLE,
            help="Make the text column narrower.",
            french="Rétrécir la colonne de texte."),
    Command("zen", keys=("z",), name="zen", where=ARTICLE,
            help="Show the text alone, or everything again.",
            french="Le texte seul, ou tout."),
    Command("copy", keys=("y",), name="copy", where=ARTICLE,
            help="Copy this paragraph (and its counterpart) with its source to the clipboard.",
            french="Copier ce paragraphe (et son équivalent) avec sa source."),
    Command("pair", keys=("p",), name="pair", where=TWO_REPORTS,
            help="The report in the other language: off, under the paragraph, side by side.",
            french="Le texte dans l'autre langue : caché, sous le paragraphe, côte à côte."),
    Command("next_report", keys=(")",), name="next report", where=TWO_REPORTS,
            help="Beside this text, the next report of the event in the other language; the heading counts "
                 "them (2/3).",
            french="À côté de ce texte, le texte suivant sur l'événement dans l'autre langue (2/3)."),
    Command("previous_report", keys=("(",), name="previous report", where=TWO_REPORTS,
            help="The one before; the first is the counterpart, which fits best.",
            french="Le précédent ; le premier est l'équivalent, le plus proche."),
    Command("swap", keys=("x",), name="swap", where=TWO_REPORTS,
            help="Exchange the two sides.",
            french="Échanger les deux côtés."),
    Command("why", keys=("i",), name="why", where=TWO_REPORTS,
            help="What is known of this article, and why these two are paired.",
            french="Ce qu'on sait de l'article, et pourquoi les deux textes sont appariés."),
    Command("candidates", keys=("P",), name="candidates", where=TWO_REPORTS,
            help="Other reports that this one could be paired with, and what speaks for them; Enter makes "
                 "one its counterpart.",
            french="Autres textes possibles et ce qui parle pour eux ; Entrée en fait l'équivalent."),
    Command("not_same", keys=("X",), name="not the same", where=TWO_REPORTS,
            help="These two are not the same story: take them apart, for good (u undoes it).",
            french="Ce n'est pas le même événement : les séparer durablement (u annule)."),
    Command("pair_by_hand", keys=(), name="pair by hand…", where=TWO_REPORTS,
            help="First in one article, then in one of the other language: they become a pair (u undoes it).",
            french="D'abord dans un article, puis dans un autre de l'autre langue : ils forment une paire "
                   "(u annule)."),
    Command("story", keys=("T",), name="story", where=TWO_REPORTS,
            help="The story, event by event and day by day, in both languages; Enter reads a report.",
            french="L'histoire, événement par événement, jour après jour, dans les deux langues."),
    Command("next_sentence", keys=(">",), name="next sentence", where=TWO_REPORTS,
            help="Point out, on both sides, the next sentence that both reports have.",
            french="Montrer, des deux côtés, la phrase suivante que les deux textes ont en commun."),
    Command("previous_sentence", keys=("<",), name="previous sentence", where=TWO_REPORTS,
            help="Point out the sentence before.",
            french="Montrer la phrase précédente."),
    Command("next_difference", keys=("d", "]"), name="next difference", where=TWO_REPORTS,
            help="Go to the next passage, number, name or date that the two reports do not share.",
            french="Différence suivante entre les deux textes."),
    Command("previous_difference", keys=("D", "["), name="previous difference", where=TWO_REPORTS,
            help="Go to the previous difference between the two reports.",
            french="Différence précédente entre les deux textes."),
    Command("open", keys=("enter", "l", "right"), name="read", where=LISTS,
            help="Open what the cursor is on.",
            french="Ouvrir ce qui est désigné."),
    Command("cursor_down", keys=("j", "down"), name="down", where=LISTS, in_palette=False,
            help="One line down.",
            french="Une ligne plus bas."),
    Command("cursor_up", keys=("k", "up"), name="up", where=LISTS, in_palette=False,
            help="One line up.",
            french="Une ligne plus haut."),
    Command("half_page_down", keys=("ctrl+d",), name="half page down", where=LISTS, in_palette=False,
            help="Half a page down.",
            french="Une demi-page plus bas."),
    Command("half_page_up", keys=("ctrl+u",), name="half page up", where=LISTS, in_palette=False,
            help="Half a page up.",
            french="Une demi-page plus haut."),
    Command("page_down", keys=("pagedown",), name="page down", where=LISTS, in_palette=False,
            help="One page down.",
            french="Une page plus bas."),
    Command("page_up", keys=("pageup",), name="page up", where=LISTS, in_palette=False,
            help="One page up.",
            french="Une page plus haut."),
    Command("top", keys=("g", "home"), name="top", where=LISTS, in_palette=False,
            help="To the beginning.",
            french="Au début."),
    Command("bottom", keys=("G", "end"), name="bottom", where=LISTS, in_palette=False,
            help="To the end.",
            french="À la fin."),
    Command("unfold", keys=("a",), name="unfold", where=LISTS,
            help="Show all reports of this event (FR 3 · EN 2) below it, or fold them again.",
            french="Déplier tous les textes de cet événement (FR 3 · EN 2), ou les replier."),
    Command("search", keys=("/", "ctrl+f"), name="search", where=SEARCH,
            help="Search both languages; results appear while you type. Esc keeps the query, Esc again "
                 "clears it.",
            french="Chercher dans les deux langues, au fil de la frappe. Échap garde la requête, Échap "
                   "encore l'efface."),
    Command("language", keys=("L",), name="language", where=SEARCH,
            help="Both languages, French only, English only.",
            french="Les deux langues, français, anglais."),
    Command("filter", keys=("f",), name="filter", where=SEARCH,
            help="Choose a filter by one key: paired, one language only, bookmarked, unread, a source, a "
                 "month; what is counted are reports.",
            french="Filtrer d'une touche : appariés, une langue seulement, marqués, non lus, une source, "
                   "un mois ; ce sont des textes qu'on compte."),
    Command("to_results", keys=("down",), name="results", where=SEARCH_BOX, in_palette=False,
            help="From the search box to the results; Enter as well.",
            french="De la recherche aux résultats ; Entrée aussi."),
    Command("leave_box", keys=("escape",), name="keep the query", where=SEARCH_BOX, in_palette=False,
            help="Out of the search box; the query stays.",
            french="Hors de la recherche ; la requête reste."),
    Command("take_correction", keys=("tab",), name="take the correction", where=SEARCH_BOX, in_palette=False,
            help="While another spelling is offered under the search box: search for that one instead.",
            french="Quand une autre graphie est proposée sous la requête : la prendre."),
    Command("expansion", keys=("E",), name="as typed", where=SEARCH,
            help="Find only the words as typed, or again other spellings of names and words of the other "
                 "language too.",
            french="Chercher les mots tels quels, ou de nouveau aussi les variantes et les mots de l'autre "
                   "langue."),
    Command("meaning", keys=("M",), name="by meaning", where=SEARCH,
            help="Also find what says the same as three or more words, after all other results; once more: "
                 "off.",
            french="Trouver aussi ce qui dit la même chose que trois mots ou plus ; encore une fois : non."),
    Command("copies", keys=("c",), name="copies", where=SEARCH,
            help="Show near-identical articles as rows of their own, or again folded into one (+2).",
            french="Montrer chaque copie d'un article sur sa ligne, ou de nouveau une seule ligne (+2)."),
    Command("rows", keys=("A",), name="events/reports", where=SEARCH,
            help="One row an event, with how many of its reports were found, or again one row a report.",
            french="Une ligne par événement, avec le nombre de ses textes, ou de nouveau une par texte."),
    Command("concordance", keys=("C",), name="concordance", where=SEARCH,
            help="Every occurrence of the query in its line of text; Enter goes there.",
            french="Chaque occurrence de la requête dans sa ligne ; Entrée y va."),
    Command("similar", keys=("R",), name="more like this", where=SEARCH,
            help="Articles in either language that are like the open one.",
            french="Articles semblables à celui qui est ouvert, dans les deux langues."),
    Command("clear_filters", keys=("F",), name="clear filters", where=SEARCH,
            help="Remove every filter, also language and entity.",
            french="Retirer tous les filtres."),
    Command("entities", keys=("e",), name="entities", where=SEARCH,
            help="People, places and organisations of these results; Enter filters by one of them.",
            french="Personnes, lieux, organisations des résultats ; Entrée filtre par l'un d'eux."),
    Command("remove", keys=("d", "delete"), name="remove", where=BOOKMARKS,
            help="Remove this bookmark.",
            french="Supprimer ce signet."),
    Command("bookmarks", keys=("B",), name="bookmarks", where=BOOKMARKS,
            help="Show all bookmarks.",
            french="Montrer tous les signets."),
    Command("leave", keys=("q",), name="back", where=EVERYWHERE,
            help="One step back; from the list, leave (everything is restored next time).",
            french="Un pas en arrière ; depuis la liste, quitter (tout est rétabli la fois suivante)."),
    Command("back", keys=("escape", "h", "left", "backspace"), name="back", where=EVERYWHERE,
            in_palette=False,
            help="One step back: from the text to the list, from the list out of the query. Never leaves "
                 "the program.",
            french="Un pas en arrière : du texte à la liste, de la liste hors de la requête. Ne quitte "
                   "jamais."),
    Command("next_pane", keys=("tab",), name="next pane", where=EVERYWHERE, in_palette=False,
            help="To the next pane.",
            french="Volet suivant."),
    Command("previous_pane", keys=("shift+tab",), name="previous pane", where=EVERYWHERE, in_palette=False,
            help="To the previous pane.",
            french="Volet précédent."),
    Command("undo", keys=("u",), name="undo", where=EVERYWHERE,
            help="Undo the last bookmark, read mark or verdict on a pair.",
            french="Annuler le dernier signet, la dernière marque ou le dernier verdict sur une paire."),
    Command("redo", keys=("U",), name="redo", where=EVERYWHERE,
            help="Do again what was undone last.",
            french="Rétablir ce qui vient d'être annulé."),
    Command("palette", keys=(":",), name="commands", where=EVERYWHERE, always=("ctrl+p",), in_palette=False,
            help="Find any command by its name.",
            french="Trouver une commande par son nom."),
    Command("help", keys=("?", "f1"), name="all keys", where=EVERYWHERE,
            help="All keys, those of the focused pane first.",
            french="Toutes les touches, celles du volet actif d'abord."),
    Command("reread", keys=("r", "f5"), name="re-read", where=EVERYWHERE,
            help="Ask the archive again.",
            french="Interroger l'archive de nouveau."),
    Command("add", keys=(), name="add articles…", where=EVERYWHERE,
            help="Take files or folders into the archive, in the background.",
            french="Ajouter des fichiers ou dossiers à l'archive, en arrière-plan."),
    Command("theme", keys=(), name="light or dark", where=EVERYWHERE,
            help="Change between the dark and the light colours.",
            french="Passer du thème sombre au thème clair."),
    Command("redraw", keys=("ctrl+l",), name="redraw", where=EVERYWHERE,
            help="Draw the screen anew.",
            french="Redessiner l'écran."),
    Command("suspend", keys=("ctrl+z",), name="suspend", where=EVERYWHERE,
            help="Back to the shell; fg returns.",
            french="Retour au shell ; fg revient."),
    Command("quit", keys=("Q",), name="quit", where=EVERYWHERE, always=("ctrl+q",),
            help="Leave now; everything is restored next time.",
            french="Quitter ; tout sera rétabli."),
    Command("interrupt", keys=(), name="copy or quit", where=EVERYWHERE, always=("ctrl+c",), in_palette=False,
            help="Copy what is selected; with nothing selected, twice within two seconds leaves.",
            french="Copier la sélection ; sans sélection, deux fois en deux secondes quitte."),
)  # fmt: skip

BY_ID: Mapping[str, Command] = {command.id: command for command in COMMANDS}

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


def keymap(own: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """The reader's own keys as ``App.set_keymap`` wants them."""
    return {id: ",".join("comma" if key == "," else key for key in keys) for id, keys in own.items()}
