import type { LineFault, MirrorField, MirrorKind, MirrorRefusal, Outcome } from './model.ts'

/** Each fault of a line: what is wrong, and what to do in the finance tool or in its export. */
export const LINE_FAULTS: Readonly<Record<LineFault, string>> = {
  'kind-unknown':
    'Nous ne savons pas si c’est un engagement, un mandat ou un paiement. Écrivez l’un de ces trois mots dans la colonne choisie.',
  'year-wrong': 'L’exercice n’est pas une année sur quatre chiffres, comme 2026.',
  'reference-long':
    'Le numéro de la pièce dépasse 60 caractères : ce n’est sans doute pas la bonne colonne. Vérifiez le choix des colonnes.',
  'reference-missing': 'Le numéro de la pièce manque. Sans lui, la ligne ne peut pas être reconnue la fois suivante.',
  'line-missing': 'Ni la ligne de crédit ni l’article ne sont remplis.',
  'line-unknown': 'Cette ligne n’est pas dans le budget de cet exercice. Créez-la d’abord, ou corrigez son code.',
  'line-ambiguous':
    'Plusieurs lignes du budget ont cet article et cette fonction. Ajoutez une colonne avec le code de la ligne.',
  'amount-missing': 'Le montant manque, ou il est nul.',
  'amount-negative':
    'Le montant est négatif. Une annulation se suit par la pièce d’origine : exportez son montant corrigé.',
  'amount-wrong': 'Le montant ne se lit que d’une façon douteuse. Écrivez-le comme 1250,50.',
  'day-wrong': 'La date ne se lit pas. Écrivez-la comme 31/03/2026 ou 2026-03-31.',
  'siret-eaten':
    'Le SIRET n’a pas ses 14 chiffres : un tableur l’a sans doute abrégé. Exportez de nouveau, la colonne au format texte.',
  'siret-wrong': 'Ce n’est pas un SIRET : un chiffre au moins est faux.',
  'repeated-in-file': 'Cette pièce est déjà plus haut dans le fichier, pour le même exercice.',
}

export const MIRROR_REFUSALS: Readonly<Record<MirrorRefusal, string>> = {
  'file-empty':
    'Choisissez le fichier que l’outil financier a exporté. Il doit avoir une ligne de titres et une ligne au moins.',
  'file-too-large': 'Ce fichier dépasse 4 Mo. Exportez une année, ou une sorte de pièces, à la fois.',
  'file-not-a-table':
    'Ce fichier n’est pas un tableau en texte. Exportez-le en CSV : des colonnes séparées par des points-virgules, des virgules ou des tabulations.',
  'columns-missing': 'Une colonne choisie n’est pas dans ce fichier. Choisissez de nouveau les colonnes.',
  'mapping-incomplete':
    'Il manque une colonne. Indiquez au moins : la sorte de pièce, l’exercice, le numéro, la ligne ou l’article, le montant et la date.',
  'name-missing': 'Donnez un nom à ce choix de colonnes, pour le retrouver la prochaine fois.',
  'import-unknown': 'Cette lecture n’existe plus. Envoyez le fichier de nouveau.',
  'import-settled': 'Cette lecture a déjà été acceptée ou écartée.',
  'mirror-changed':
    'Un autre fichier a été accepté depuis cette lecture : ses différences ne sont plus les bonnes. Envoyez le fichier de nouveau.',
  'nothing-to-accept': 'Rien n’est nouveau dans ce fichier : il n’y a rien à accepter.',
  'explanation-missing': 'Écrivez d’où vient l’écart, en quelques mots.',
  'gap-gone': 'Cet écart a changé entre-temps. Regardez les nouveaux montants.',
}

export const FIELD_WORDS: Readonly<Record<MirrorField, string>> = {
  kind: 'Sorte de pièce',
  year: 'Exercice',
  reference: 'Numéro de la pièce',
  line: 'Code de la ligne',
  article: 'Article (nature)',
  function: 'Fonction',
  amount: 'Montant',
  day: 'Date',
  siret: 'SIRET du bénéficiaire',
  label: 'Libellé',
}

export const KIND_NAMES: Readonly<Record<MirrorKind, string>> = {
  engaged: 'Engagement',
  mandated: 'Mandat',
  paid: 'Paiement',
}

export const OUTCOME_WORDS: Readonly<Record<Outcome, string>> = {
  new: 'Nouvelle',
  same: 'Identique',
  different: 'Différente',
  refused: 'Refusée',
}
