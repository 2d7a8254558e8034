/** Why a file cannot be a model, or why a model would not print what it promises; the gravest first. */
export type TemplateFaultName =
  | 'empty'
  | 'too-big'
  | 'not-a-docx'
  | 'holds-a-program'
  | 'fetches-from-elsewhere'
  | 'escapes-its-folder'
  | 'unfolds-too-large'
  | 'unreadable'
  | 'too-long-to-read'
  | 'has-tracked-changes'
  | 'floating-shape'
  | 'live-field'
  | 'note'
  | 'formula'
  | 'picture-without-words'
  | 'picture-of-another-format'
  | 'hidden-words'
  | 'sign-of-another-face'
  | 'several-columns'
  | 'even-pages'
  | 'heading-skipped'
  | 'not-carried'
  | 'unclosed-brace'
  | 'unopened-brace'
  | 'empty-tag'
  | 'unknown-field'
  | 'outside-its-table'
  | 'table-as-text'
  | 'condition-as-text'
  | 'group-as-text'
  | 'unknown-filter'
  | 'filter-of-another-type'
  | 'unclosed-part'
  | 'unopened-part'
  | 'crossed-parts'
  | 'part-over-cells'
  | 'refused-by-the-filler'
  | 'refused-by-the-composer'

/** Part of the document a fault is in. */
export type TemplatePart = 'body' | 'header' | 'footer' | 'notes'

/** Where a fault is, as somebody who looks at the model in Word finds it. */
export type TemplatePlace = {
  readonly part: TemplatePart
  /** The words around it: some of its paragraph. */
  readonly around: string
  /** Row and column, from 1, when it stands in a table of the model. */
  readonly cell: { readonly row: number; readonly column: number } | null
}

export type TemplateFault = {
  readonly name: TemplateFaultName
  /** Null: the fault is of the whole file. */
  readonly place: TemplatePlace | null
  /** As it is written: « {montant_propsoé} »; null: no tag is meant. */
  readonly tag: string | null
  /** What was most probably meant, as it should be written; null: nothing is near. */
  readonly nearest: string | null
}

/** What is wrong and how to mend it, in a sentence or two. */
export function sentenceOfTemplateFault({ name, tag, nearest }: TemplateFault): string {
  return SENTENCES[name](tag ?? '', nearest)
}

/** As « dans le pied de page, tableau, ligne 2, colonne 1 : « …Montant : {montant}… » ». */
export function wordsOfPlace({ part, around, cell }: TemplatePlace): string {
  const inTable = cell === null ? '' : `, dans un tableau, ligne ${cell.row}, colonne ${cell.column}`
  return `${PART_WORDS[part]}${inTable}\u00a0: «\u00a0${around}\u00a0»`
}

const PART_WORDS: Readonly<Record<TemplatePart, string>> = {
  body: 'Dans le texte',
  header: 'Dans l’en-tête',
  footer: 'Dans le pied de page',
  notes: 'Dans une note',
}

type Sentence = (tag: string, nearest: string | null) => string

const meant = (nearest: string | null, otherwise: string) =>
  nearest === null ? otherwise : `Vouliez-vous écrire ${nearest}\u00a0?`

const SENTENCES: Readonly<Record<TemplateFaultName, Sentence>> = {
  empty: () => 'Ce fichier est vide. Choisissez-en un autre.',
  'too-big': () => 'Ce fichier dépasse 5 Mo. Réduisez ses images, puis envoyez-le à nouveau.',
  'not-a-docx': () =>
    'Ce fichier n’est pas un document Word (.docx). Dans votre traitement de texte, choisissez « Enregistrer sous », puis « Document Word (.docx) ».',
  'holds-a-program': () =>
    'Ce document contient des macros ou un objet incorporé, que nous refusons. Enregistrez-le au format .docx, sans macro ni objet.',
  'fetches-from-elsewhere': (tag) =>
    `Ce document va chercher un contenu ailleurs (${tag}). Incorporez les images au document, et rompez les liaisons et le modèle attaché.`,
  'escapes-its-folder': () =>
    'Ce fichier est construit de façon dangereuse. Ouvrez-le dans votre traitement de texte, enregistrez-le sous un autre nom, puis envoyez cette copie.',
  'unfolds-too-large': () =>
    'Ce fichier devient trop lourd une fois ouvert. Réduisez ses images, puis envoyez-le à nouveau.',
  unreadable: () =>
    'Ce fichier est abîmé et ne s’ouvre pas. Ouvrez-le dans votre traitement de texte, enregistrez-le à nouveau, puis envoyez cette copie.',
  'too-long-to-read': () => 'Ce fichier est trop long à lire. Faites un modèle plus court.',
  'has-tracked-changes': () =>
    'Ce passage a des modifications suivies. Dans « Révision », acceptez ou refusez toutes les modifications, puis enregistrez.',
  'floating-shape': () =>
    'Ce passage a une zone de texte, une forme ou une image flottante, qui ne passe pas dans le PDF. Écrivez le texte dans la page, et choisissez pour l’image l’habillage « Aligné sur le texte ».',
  'live-field': (tag) =>
    `Ce passage contient un champ que seul Word sait calculer (${tag || 'sans nom'}). Remplacez-le par du texte ou par un champ entre accolades\u00a0; seuls les numéros de page passent dans le PDF.`,
  note: () => 'Ce passage a une note de bas de page, qui ne passe pas dans le PDF. Écrivez-la dans le texte.',
  formula: () => 'Ce passage a une formule, qui ne passe pas dans le PDF. Écrivez-la avec des mots et des chiffres.',
  'picture-without-words': () =>
    'Cette image n’a pas de texte de remplacement. Dans Word, faites un clic droit sur l’image, choisissez « Texte de remplacement », puis dites ce qu’elle montre ou cochez « Décorative ».',
  'picture-of-another-format': () =>
    'Cette image, ce graphique ou ce dessin ne passe pas dans le PDF. Remplacez-le par une image PNG ou JPEG.',
  'hidden-words': () => 'Ce passage a du texte masqué. Affichez-le ou supprimez-le.',
  'sign-of-another-face': () =>
    'Ce passage a un caractère que nos polices ne dessinent pas, comme une case à cocher ou un pictogramme. Remplacez-le par un mot.',
  'several-columns': () =>
    'Cette partie est en plusieurs colonnes, ce qui ne passe pas dans le PDF. Choisissez « Mise en page », « Colonnes », « Une ».',
  'even-pages': () =>
    'Ce modèle a un en-tête différent pour les pages paires. Décochez « Pages paires et impaires différentes » dans l’en-tête.',
  'heading-skipped': (tag, nearest) =>
    `Ce titre est au niveau «\u00a0${tag}\u00a0», mais il manque un niveau au-dessus. Choisissez le style «\u00a0${nearest ?? 'Titre 1'}\u00a0».`,
  'not-carried': (tag) =>
    `Ce passage contient un élément qui ne passe pas dans le PDF (${tag}). Remplacez-le par du texte.`,
  'unclosed-brace': (tag) => `L’accolade de ${tag} n’est pas fermée. Ajoutez « } » à la fin du nom du champ.`,
  'unopened-brace': () => 'Une accolade « } » ferme un champ qui n’a pas été ouvert. Ajoutez « { », ou retirez-la.',
  'empty-tag': (tag) => `${tag} n’a pas de nom. Écrivez le nom d’un champ entre les accolades, ou retirez-les.`,
  'unknown-field': (tag, nearest) =>
    `Le champ ${tag} n’existe pas. ${meant(nearest, 'Choisissez un champ de la liste, ou retirez-le.')}`,
  'outside-its-table': (tag, nearest) =>
    `${tag} est une colonne d’un tableau. Placez-le entre ${nearest ?? 'les deux bornes de ce tableau'}.`,
  'table-as-text': (tag, nearest) =>
    `${tag} est un tableau\u00a0: écrivez ${nearest ?? 'ses colonnes entre ses bornes'}.`,
  'condition-as-text': (tag, nearest) =>
    `${tag} est une condition, qui ne s’imprime pas\u00a0: écrivez ${nearest ?? 'le texte entre ses bornes'}.`,
  'group-as-text': (tag, nearest) => `${tag} réunit plusieurs champs\u00a0: ${meant(nearest, 'précisez lequel.')}`,
  'unknown-filter': (tag, nearest) =>
    `La mise en forme de ${tag} n’existe pas. ${meant(nearest, 'Choisissez-en une de la liste, ou retirez-la.')}`,
  'filter-of-another-type': (tag, nearest) =>
    `Cette mise en forme ne convient pas à ${tag}. ${meant(nearest, 'Retirez ce qui suit la barre « | ».')}`,
  'unclosed-part': (tag, nearest) =>
    `${tag} ouvre une partie qui n’est pas fermée. Ajoutez ${nearest ?? 'sa fin'} là où elle s’arrête.`,
  'unopened-part': (tag, nearest) =>
    `${tag} ferme une partie qui n’est pas ouverte. Ajoutez ${nearest ?? 'son début'} avant, ou retirez-le.`,
  'crossed-parts': (tag, nearest) =>
    `${tag} ferme une partie alors qu’une autre, ouverte après elle, ne l’est pas. Écrivez d’abord ${nearest ?? 'la fin de l’autre'}.`,
  'part-over-cells': (tag) =>
    `${tag} commence dans une ligne ou un tableau et finit dans un autre. Placez le début et la fin dans la même ligne du tableau, ou tous deux hors du tableau.`,
  'refused-by-the-filler': (tag) =>
    `Le passage ${tag} ne peut pas être rempli. Effacez-le et tapez-le à nouveau, sans mise en forme au milieu des accolades.`,
  'refused-by-the-composer': () =>
    'Le PDF de ce modèle ne peut pas être fait. Retirez ses images une par une, et envoyez-le à nouveau après chacune pour trouver celle qui gêne.',
}
