"""The words around and inside names, French and English, that tell what kind of name it is."""

from __future__ import annotations

from typing import Final

from index.words.closed_classes import words_of

PERSON_TITLES: Final = words_of(
    """
    m mm mme mmes mlle mgr dr me monsieur madame messieurs mesdames mademoiselle monseigneur docteur
    maître président présidente vice-président vice-présidente ex-président coprésident ministre
    vice-ministre ex-ministre premier-ministre secrétaire sous-secrétaire député députée sénateur
    sénatrice maire préfet gouverneur gouverneure ambassadeur ambassadrice porte-parole chancelier
    chancelière commissaire procureur procureure juge avocat avocate général colonel capitaine commandant
    lieutenant lieutenant-colonel major amiral maréchal sergent caporal roi reine prince princesse
    empereur sultan émir cheikh ayatollah hodjatoleslam imam mollah grand-ayatollah pape cardinal
    archevêque évêque abbé père frère sœur saint sainte patriarche pasteur professeur directeur directrice
    pdg dirigeant dirigeante leader chef candidat candidate opposant opposante journaliste écrivain
    écrivaine acteur actrice chanteur chanteuse réalisateur réalisatrice cinéaste philosophe économiste
    historien historienne politologue analyste militant militante milliardaire coureur entraîneur
    sélectionneur attaquant gardien milieu défenseur cycliste athlète pilote champion championne homologue
    guide envoyé émissaire médiateur diplomate militaire époux épouse fils fille veuve négociateur
    coordinateur mr mrs ms miss sir lord lady dame president vice-president minister secretary chancellor
    senator congressman congresswoman congresswomen representative governor mayor ambassador spokesman
    spokeswoman spokesperson commissioner prosecutor judge justice lawyer attorney general-secretary gen
    lt col brig maj capt sgt sen rep gov gen. captain commander lieutenant colonel general admiral marshal
    sergeant king queen prince princess emperor sheikh shaikh sheik emir mullah pope archbishop bishop
    father brother rabbi professor prof director chairman chairwoman chief leader candidate journalist
    writer actor actress singer filmmaker economist historian analyst activist billionaire coach striker
    goalkeeper midfielder defender cyclist pilot counterpart envoy mediator diplomat negotiator premier
    husband wife son daughter widow expert author officer detective striker deputy
    """
)
"""Lower case; a name right after one of these is a person's."""

STRIPPED_TITLES: Final = words_of(
    """
    M MM Mme Mmes Mlle Mgr Dr Monsieur Madame Monseigneur Docteur Maître Président Présidente Ministre
    Premier Secrétaire Sénateur Député Maire Gouverneur Ambassadeur Général Colonel Capitaine Commandant
    Lieutenant Amiral Roi Reine Prince Princesse Empereur Émir Cheikh Ayatollah Hodjatoleslam Imam Mollah
    Pape Cardinal Professeur Mr Mrs Ms Miss Sir Lord Lady Dame President Vice-President Vice Minister
    Prime Foreign Defense Defence Interior Finance Secretary Chancellor Senator Congressman Congresswoman
    Representative Governor Mayor Ambassador Spokesman Spokeswoman Spokesperson Judge Justice Gen Lt Col
    Brig Maj Capt Sgt Sen Rep Gov Captain Commander Colonel General Brigadier Major Admiral Marshal
    Sergeant King Queen Crown Sheikh Shaikh Sheik Emir Mullah Pope Archbishop Bishop Father Rabbi
    Professor Prof Director Chairman Chief Leader Supreme Deputy Attorney Hajj Hojjatoleslam Imams State
    Special Envoy Hon Speaker Secretary-General Ex-President Ex-Président
    """
)
"""Capitalised words before a name that do not belong to it."""

SPEECH_VERBS: Final = words_of(
    """
    a déclare déclaré affirme estime explique souligne indique précise ajoute annonce assure rappelle
    dénonce espère accuse critique soutient répond lance confie raconte juge insiste note constate demande
    propose said says told added announced stressed noted warned argued claimed insisted described
    expressed called asked accused replied wrote tweeted explained urged vowed pledged praised criticized
    denounced admitted hailed
    """
)

ORGANISATION_HEADS: Final = words_of(
    """
    université institut académie école lycée collège faculté ministère secrétariat département parti
    mouvement front coalition alliance ligue union fédération confédération association organisation
    fondation comité conseil commission assemblée parlement sénat congrès chambre cour tribunal parquet
    banque groupe compagnie société agence observatoire office bureau centre hôpital chu musée théâtre
    opéra bibliothèque syndicat collectif brigade brigades bataillon régiment armée forces force garde
    police gendarmerie corps milice radio télévision journal magazine quotidien club stade-club fc
    olympique racing as sporting église diocèse archidiocèse ordre autorité direction service services
    conférence forum réseau chambre fonds programme mission opération haut-commissariat university
    institute academy school college faculty ministry department party movement front coalition alliance
    league union federation confederation association organization organisation foundation committee
    council commission assembly parliament senate congress house court tribunal bank group company
    corporation corp inc ltd agency observatory office bureau centre center hospital museum theatre
    theater library army navy forces guard police corps brigade brigades battalion regiment militia news
    times post herald tribune gazette journal daily magazine radio television tv channel broadcasting
    network airlines airways motors industries holdings club united fc city-fc church diocese order
    authority administration service services conference fund programme program mission trust society
    board team institution institutions laboratories laboratory partners records studios committees units
    command agencies online jaish jaysh jeish jaich jabhat faylaq failaq liwa harakat kataib saraya hizb
    """
)
"""Case-folded; a capitalised sequence with one of these is an organisation."""

LEADING_HEADS: Final = words_of(
    """
    université institut académie école lycée collège faculté ministère département parti mouvement front
    coalition alliance ligue union fédération confédération association organisation fondation comité
    conseil commission assemblée cour tribunal banque groupe compagnie société agence observatoire office
    bureau centre hôpital musée théâtre syndicat collectif brigade brigades bataillon armée forces garde
    église diocèse autorité conférence forum fonds programme haut-commissariat opération mosquée grande
    chambre direction club congrégation radio university institute academy school college ministry
    department party movement front coalition alliance league union federation association organization
    organisation foundation committee council commission bank court church office bureau centre center
    board forces army society house agency museum order
    """
)
"""Case-folded; these may be followed by ``de``, ``of`` or ``for`` and the rest of the name."""

PLACE_HEADS_BEFORE: Final = words_of(
    """
    rue avenue boulevard place quai pont gare lac mont monts montagne montagnes col cap île îles ile iles
    golfe baie détroit mer océan fleuve rivière vallée plaine désert forêt parc province région comté
    district quartier port aéroport fort château plateau péninsule archipel lake mount cape gulf bay
    strait sea port fort tal tell deir jabal jebel wadi beit ain kafr kfar qalaat bab bir khan
    """
)
"""Case-folded; a capitalised sequence that starts with one is a place."""

PLACE_HEADS_AFTER: Final = words_of(
    """
    street avenue boulevard square bridge station lake mountain mountains island islands gulf bay strait
    sea ocean river valley plain desert forest park province region county district heights beach hills
    hill creek airport peninsula archipelago road highway coast springs falls canyon countryside farms
    """
)
"""Case-folded; a capitalised sequence that ends with one is a place."""

EVENT_WORDS: Final = words_of(
    """
    coupe jeux championnat championnats tour prix festival journée journées concours rallye traité
    accord accords guerre opération loi bataille sommet convention protocole déclaration plan projet
    printemps mondial élection élections référendum prize award awards act games cup championship
    championships war treaty agreement operation battle summit process talks accord accords declaration
    protocol deal format plan day festival week spring revolution olympics marathon open masters series
    bowl trophy crisis election elections resolution
    """
)
"""Case-folded; a capitalised sequence that starts or ends with one names an event or a text, not a body."""

LABELS: Final = words_of(
    "exclusive update video photo photos live breaking opinion interview analysis watch report exclusif "
    "vidéo read source follow subscribe share copyright url"
)
"""Case-folded; what a desk writes beside a name."""

PLACE_CUES: Final[dict[str, frozenset[str]]] = {
    "fr": words_of(
        "à vers près ville villes province village villages région localité capitale quartier district camp "
        "banlieue commune gouvernorat frontière aéroport ville-frontière rue place lac mont île département "
        "vallée port provinces régions"
    ),
    "en": words_of(
        "in near at city town village province region capital district suburb camp governorate county border "
        "airport outside around cities towns villages provinces island"
    ),
}
"""Lower-case words before a place; ``ville de`` and ``city of`` count as ``ville`` and ``city``."""

PERSON_PARTICLES: Final = words_of(
    "de du des d' da das do dos di del della van von der den ter ten la le el al ben bin ibn abu abou ould "
    "bint y e i"
)
NAME_PARTICLES: Final = words_of(
    "al el ben bin ibn abu abou ould bint van von der den ter da dos di del della ez as an at ash"
)
"""Lower-case words inside a person's name in either language."""
HEAD_LINKS: Final = words_of("de du des d' la le les l' of the for and et en à aux au pour sur")

FUNCTION_WORDS: Final = words_of(
    """
    le la les l' un une des de du d' ce cet cette ces son sa ses leur leurs mon ma mes ton ta tes notre
    nos votre vos il elle ils elles on je j' tu nous vous qui que qu' quoi dont où et ou mais donc or ni
    car si comme quand lorsque lorsqu' puisque puisqu' alors ainsi aussi après avant avec sans sous sur
    dans par pour contre entre vers chez depuis pendant durant selon malgré parmi dès jusqu' jusque lors
    outre hormis sauf vu cependant pourtant toutefois néanmoins enfin ensuite puis bien très trop plus
    moins tout toute tous toutes aucun aucune chaque plusieurs quelque quelques certains certaines autre
    autres même mêmes tel telle tels telles ici là hier aujourd'hui demain ne n' pas non oui y en au aux à
    c' s' se t' m' me te lui eux celui celle ceux celles cela ça ceci voici voilà rien personne rappelant
    soulignant évoquant concernant ajoutant grâce suite face près loin ailleurs désormais déjà encore
    toujours jamais souvent parfois peut peu beaucoup assez quant via notamment surtout seul seule seuls
    premier première deuxième second seconde dernier dernière deux trois quatre cinq six sept huit neuf
    dix onze douze cent mille est sont était étaient sera ont avait avaient interrogé interrogée arrivé né
    née âgé the a an this that these those his her its their my your our he she it they we i you who whom
    whose which what where when why how and or but so yet nor for if as than then though although while
    because since until unless after before with without under over in on at by to from of into onto about
    against among between during through across along around behind below beneath beside besides beyond
    despite down inside near off out outside past toward towards up upon via within not no yes also
    however moreover meanwhile nevertheless furthermore thus therefore hence indeed instead still just
    only even both either neither each every all any some many much more most other another such same one
    two three four five six seven eight nine ten once twice here there now today yesterday tomorrow is are
    was were be been being has have had do does did will would shall should can could may might must let
    there's it's according asked speaking earlier later last next first second third several few former ex
    meanwhile maybe perhaps nearly almost never always often sometimes since
    """
)
"""Lower case; never the whole of a name, and dropped from its front at the start of a sentence."""

CALENDAR_WORDS: Final = words_of(
    """
    lundi mardi mercredi jeudi vendredi samedi dimanche janvier février mars avril mai juin juillet août
    septembre octobre novembre décembre monday tuesday wednesday thursday friday saturday sunday january
    february march april june july august september october november december noël pâques ramadan
    christmas easter aïd eid feb apr jul aug sept sep oct nov dec tue thu fri gmt utc am pm bst cet est
    edt
    """
)

GENERIC_NAMES: Final = words_of(
    """
    royaume ministère conseil état etat états république gouvernement parlement président présidente
    ministre premier-ministre roi reine église eglise dieu coran bible internet web covid-19 covid
    coronavirus terre lune soleil nord sud est ouest occident orient constitution révolution histoire
    affaires étrangères intérieur défense justice économie finances santé culture éducation coupe tour
    jeux ligue championnat grand prix monde mondial prophète islam christianisme allah front parti armée
    centre comité groupe journal maison place ville kingdom ministry council state states republic
    government parliament president minister king queen church god quran koran bible internet web earth
    moon sun north south east west northern southern eastern western constitution revolution history
    affairs foreign interior defense defence justice economy finance health culture education cup league
    championship world prophet islam christianity army center committee group newspaper house city war
    civil american first read photo image video source copyright monsieur madame sir madam company
    university court police department prime general secretary chairman spokesman chief leader resistance
    résistance news exclusive breaking live update media staff editorial share tags related follow nouveau
    nouvelle nouveaux grande petit new old
    """
)
"""Lower case; capitalised alone these name nothing."""

NOT_ACRONYMS: Final = words_of(
    """
    I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX XXI TV PDG CEO CFO DG ADN DNA
    OK VIH HIV SIDA AIDS PIB GDP GMT UTC AM PM FM FMS VIP ONG NGO NGOS GPS USB PC SMS DVD CD HD UHD IA AI
    ID OVNI UFO BD QG HQ PR PHD MD MBA MP MPS BREAKING NEWS EXCLUSIVE UPDATE VIDEO PHOTO LIVE VTT TGV SUV
    RER VS CV TVA VAT RIP JO DJ MVP KM KG MM CM EUR USD GBP HT TTC AG CA NB DOI ISBN HTTP HTTPS WWW HTML
    PDF LGBT LGBTQ LGBTI HLM ADHD
    """
)
