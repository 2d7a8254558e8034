import { french } from '#kernel/french'
import type { Fault, FaultKind } from './model.ts'

type Told = Pick<Fault, 'column' | 'expected'> & { readonly value: string }

/** What is wrong and what to do, in a sentence or two. */
export function sentenceOf(fault: Pick<Fault, 'kind' | 'column' | 'expected'> & { readonly value?: string }): string {
  return SENTENCES[fault.kind]({ value: '', ...fault })
}

const SPREADSHEET = french`Reprenez les SIRET dans votre fichier d'origine ou sur annuaire-entreprises.data.gouv.fr, et mettez la colonne au format « Texte » avant de les coller. Nous ne les devinons pas : les chiffres perdus ne sont plus dans le fichier.`

const SENTENCES: Readonly<Record<FaultKind, (told: Told) => string>> = {
  'empty-file': () => french`Le fichier est vide. Choisissez le fichier CSV à vérifier.`,
  'utf-16': () =>
    french`Le fichier est en UTF-16. Enregistrez-le de nouveau en choisissant « CSV UTF-8 » dans votre tableur.`,
  'line-endless': () =>
    french`Une ligne ne se termine pas : ce n'est pas un fichier CSV, ou un guillemet ouvert n'est jamais fermé.`,
  'check-unknown': ({ expected }) =>
    french`Le schéma demande un contrôle que cet outil ne connaît pas, ${expected} : le fichier ne peut pas être déclaré conforme. Dites-le à l'équipe qui tient ce site.`,
  'column-missing': ({ column, expected }) =>
    expected === ''
      ? french`La colonne « ${column ?? ''} » manque. Ajoutez-la en premier.`
      : french`La colonne « ${column ?? ''} » manque. Ajoutez-la après « ${expected} », même si ses cases restent vides.`,
  'column-misspelt': ({ value, expected }) =>
    french`La colonne ${value === '' ? '' : `« ${value} » `}est mal écrite. Écrivez « ${expected} », lettre pour lettre.`,
  'column-twice': ({ column }) =>
    french`La colonne « ${column ?? ''} » est là deux fois. Supprimez celle qui est en trop.`,
  'column-misplaced': ({ column, expected }) =>
    expected === ''
      ? french`Les colonnes ne sont pas dans l'ordre du schéma. La colonne « ${column ?? ''} » n'est pas à sa place : elle vient en premier.`
      : french`Les colonnes ne sont pas dans l'ordre du schéma. La colonne « ${column ?? ''} » n'est pas à sa place : elle vient après « ${expected} ».`,
  'column-extra': ({ column }) =>
    french`La colonne « ${column ?? ''} » n'est pas dans le schéma. Supprimez-la, ou publiez-la dans un autre fichier.`,
  encoding: () =>
    french`Le fichier n'est pas en UTF-8 : il a sans doute été enregistré en Latin-1 (Windows-1252), et ses accents seront faux chez d'autres. Enregistrez-le de nouveau en choisissant « CSV UTF-8 ».`,
  'quote-open': () =>
    french`Un guillemet ouvert sur cette ligne n'est jamais fermé. Fermez-le, ou doublez-le s'il fait partie du texte.`,
  'cells-missing': ({ value, expected }) =>
    french`Cette ligne a ${value || 'trop peu de'} cases, il en faut ${expected}. Ajoutez des virgules pour les cases vides.`,
  'cells-extra': ({ value, expected }) =>
    french`Cette ligne a ${value || 'trop de'} cases, il en faut ${expected}. Une virgule dans un texte demande des guillemets autour de ce texte.`,
  'blank-line': () => french`Cette ligne est vide. Supprimez-la.`,
  'siret-exponent': () =>
    french`Un tableur a pris ce SIRET pour un nombre, comme 2,13101E+13 : ses derniers chiffres sont perdus. ${SPREADSHEET}`,
  'siret-zero-lost': () =>
    french`Ce SIRET a moins de 14 chiffres : un tableur a sans doute effacé le zéro du début. ${SPREADSHEET}`,
  'siret-rounded': () =>
    french`Ce SIRET finit par 00000, ce qu'aucun établissement n'a : un tableur l'a arrondi, ou un SIREN a été complété par des zéros. ${SPREADSHEET}`,
  'siret-decimal': () => french`Ce SIRET porte des décimales : un tableur l'a pris pour un nombre. ${SPREADSHEET}`,
  'siret-letters': () =>
    french`Un SIRET n'a que des chiffres, 14, sans espace. Enlevez les lettres, les espaces et les signes.`,
  'siret-length': () =>
    french`Un SIRET a 14 chiffres : les 9 du SIREN, puis les 5 de l'établissement. Recopiez-le en entier depuis annuaire-entreprises.data.gouv.fr.`,
  'siret-key': () =>
    french`Ce SIRET a une faute : sa clé de contrôle n'est pas juste. Vérifiez chaque chiffre sur annuaire-entreprises.data.gouv.fr.`,
  missing: ({ column, expected }) =>
    french`La case « ${column ?? ''} » est vide et doit être remplie${expected === '' ? '' : `, comme « ${expected} »`}.`,
  'one-of': ({ column, expected }) =>
    french`Les cases « ${column ?? ''} » et « ${expected} » sont vides. Remplissez au moins l'une des deux.`,
  'number-comma': ({ expected }) => french`Un nombre s'écrit avec un point, sans virgule ni espace${like(expected)}.`,
  number: ({ expected }) =>
    french`Ce n'est pas un nombre. Écrivez des chiffres, avec un point pour les décimales${like(expected)}.`,
  integer: ({ expected }) => french`Ce n'est pas un nombre entier. Écrivez des chiffres seulement${like(expected)}.`,
  boolean: ({ expected }) => french`Écrivez ${expected}, en toutes lettres, en minuscules.`,
  'date-french': () => french`Écrivez la date année-mois-jour, comme 2026-03-31.`,
  date: () => french`Cette date n'existe pas, ou n'est pas écrite année-mois-jour, comme 2026-03-31.`,
  datetime: () => french`Écrivez la date et l'heure comme 2026-03-31T14:30:00.`,
  year: () => french`Écrivez l'année en quatre chiffres, comme 2026.`,
  list: () => french`Écrivez une liste JSON, comme ["un","deux"].`,
  uuid: () => french`Ce n'est pas un identifiant UUID, comme 65d5b6c7-102c-4440-ac3b-768f708edc0a.`,
  uri: () => french`Ce n'est pas une adresse. Écrivez-la en entier, avec https:// au début.`,
  email: () => french`Ce n'est pas une adresse de courriel. Écrivez-la comme accueil@exemple.fr.`,
  enum: ({ expected }) =>
    french`Cette valeur n'est pas dans la liste. Écrivez exactement l'une de celles-ci : ${expected}.`,
  rna: () => french`Un numéro RNA est un W suivi de 9 chiffres. Recopiez-le depuis le récépissé de la préfecture.`,
  'period-underscore': () =>
    french`Une période s'écrit avec une barre oblique entre les deux dates, comme 2026-01-01/2026-12-31. Remplacez le tiret bas.`,
  pattern: ({ expected }) =>
    expected === ''
      ? french`Cette valeur n'a pas la forme demandée par le schéma.`
      : french`Cette valeur n'a pas la forme demandée. Écrivez-la comme « ${expected} ».`,
  'too-short': ({ expected }) => french`C'est trop court : il faut au moins ${expected} caractères.`,
  'too-long': ({ expected }) => french`C'est trop long : ${expected} caractères au plus. Raccourcissez.`,
  'too-small': ({ expected }) => french`C'est trop petit : la plus petite valeur permise est ${expected}.`,
  'too-large': ({ expected }) =>
    french`C'est trop grand : la plus grande valeur permise est ${expected}.${expected === '1' ? ' Un pourcentage s’écrit en part de 1 : 80 % est 0.80.' : ''}`,
  twice: () => french`Cette valeur est déjà sur une ligne plus haut, et doit être unique.`,
  'year-interval': () =>
    french`L'année de fin vient avant l'année de début. Écrivez la plus ancienne d'abord, comme 2026/2028.`,
  'not-together': ({ column, expected }) =>
    french`La case « ${column ?? ''} » est vide alors que d'autres du même groupe sont remplies. Remplissez-les toutes, ou aucune : ${expected}.`,
  comparison: ({ expected }) => french`Cette valeur doit être ${expected}.`,
  sum: ({ expected }) => french`Cette valeur doit être la somme ${expected}.`,
  nomenclature: () =>
    french`Écrivez la matière comme dans la nomenclature Actes : le domaine, une barre oblique, la matière, sans virgule ni parenthèse.`,
  separator: ({ value }) =>
    french`À savoir : les colonnes sont séparées par ${value === 'tabulation' ? 'une tabulation' : `« ${value || ';'} »`}. La norme des fichiers publiés est la virgule (RFC 4180).`,
  'byte-order-mark': () =>
    french`À savoir : le fichier commence par une marque d'ordre (BOM), qu'ajoutent certains tableurs. Elle ne gêne pas, mais il vaut mieux l'enlever.`,
}

function like(expected: string): string {
  return expected === '' ? '' : `, comme ${expected}`
}
