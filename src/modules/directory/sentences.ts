import type { ChangeKind } from './compose/difference.ts'
import type { ExtractionFault } from './extraction.ts'
import type { ImportRefusal, ImportState, RowFault, SettlementRefusal } from './model.ts'

export const STATE_WORDS: Readonly<Record<ImportState, string>> = {
  waiting: 'en attente',
  reading: 'lecture en cours',
  ready: 'lu, à vérifier',
  failed: 'refusé',
  discarded: 'écarté',
}

/** What an import changes, one and several. */
export const CHANGE_WORDS: Readonly<Record<ChangeKind, { readonly one: string; readonly more: string }>> = {
  appeared: { one: 'structure arrive', more: 'structures arrivent' },
  gone: { one: 'structure disparaît des fichiers', more: 'structures disparaissent des fichiers' },
  closed: { one: 'structure ferme', more: 'structures ferment' },
  reopened: { one: 'structure rouvre', more: 'structures rouvrent' },
  moved: { one: 'structure change de commune', more: 'structures changent de commune' },
  'changed-family': { one: 'structure change de famille', more: 'structures changent de famille' },
  renamed: { one: 'structure change de nom', more: 'structures changent de nom' },
  recognised: { one: 'reconnaissance commence', more: 'reconnaissances commencent' },
  unrecognised: { one: 'reconnaissance finit', more: 'reconnaissances finissent' },
}

/** Why a row was not taken, and what to do about it. */
export const ROW_FAULTS: Readonly<Record<RowFault, string>> = {
  'siret-eaten':
    'Un tableur a pris le numéro pour un nombre, et ses derniers chiffres sont perdus : demandez le fichier d’origine.',
  'siret-wrong': 'Le SIRET n’a pas 14 chiffres, ou sa clé est fausse.',
  'siret-missing': 'Le SIRET manque.',
  'siren-wrong': 'Le SIREN n’a pas 9 chiffres, ou sa clé est fausse.',
  'rna-wrong': 'Ce n’est pas un numéro RNA (W suivi de 9 chiffres) : une ancienne association sans numéro, souvent.',
  duplicate: 'Cette structure est déjà plus haut dans le fichier.',
  'point-unreadable': 'Le point n’a pas de coordonnées lisibles.',
  'value-unreadable': 'Une valeur attendue manque, ou n’est pas un nombre.',
  'line-unreadable': 'La ligne est mal formée : un guillemet ou un séparateur manque.',
}

export const IMPORT_REFUSALS: Readonly<Record<ImportRefusal, string>> = {
  'import-unknown': 'Cet import n’existe pas. Revenez à la liste.',
  'import-not-ready': 'Cet import n’est pas encore lu, ou a été écarté. Attendez sa lecture, ou relancez-la.',
  'import-empty':
    'Ce fichier ne dit rien de ce territoire : il viderait l’annuaire. Vérifiez que c’est le bon fichier.',
  'import-rows-gone': 'Les lignes de cet import ne sont plus gardées. Importez le fichier de nouveau.',
  'import-in-force': 'Cet import est déjà en service.',
  'nothing-before': 'Il n’y a pas d’import précédent auquel revenir.',
  'file-unknown': 'Ce fichier n’est pas dans le dossier des imports. Déposez-le, puis recommencez.',
  'kind-busy': 'Un fichier de cette sorte est déjà en cours de lecture. Attendez qu’elle finisse.',
  'vintage-wrong': 'Écrivez la date du fichier comme 2026-09-01.',
  'difference-stale': 'Autre chose est entré en service depuis cette comparaison. Comparez de nouveau, puis acceptez.',
}

export const SETTLEMENT_REFUSALS: Readonly<Record<SettlementRefusal, string>> = {
  'conflict-unknown': 'Ce désaccord n’existe pas. Revenez à la liste.',
  'conflict-settled': 'Quelqu’un a déjà tranché. Rechargez la page.',
  'sentence-short': 'Dites en une phrase pourquoi vous tranchez ainsi.',
  'sentence-long': 'Votre phrase dépasse 500 signes : gardez l’essentiel.',
  'family-missing': 'Choisissez la famille de cette structure.',
}

/** Why a file cannot be read, and what to do. */
export function sentenceOfFault(fault: ExtractionFault): string {
  const { file } = fault
  switch (fault.kind) {
    case 'file-missing':
      return `${file} : ce fichier n’existe pas. Vérifiez son nom et son dossier.`
    case 'file-empty':
      return `${file} : ce fichier est vide.`
    case 'workbook':
      return `${file} : c’est un classeur. Ouvrez-le dans votre tableur et enregistrez-le en CSV (UTF-8), avec les numéros en texte.`
    case 'archive-without-table':
      return `${file} : cette archive ne contient ni CSV ni Parquet.`
    case 'archive-with-several':
      return `${file} : cette archive contient plusieurs tableaux (${fault.tables.slice(0, 5).join(', ')}${fault.tables.length > 5 ? '…' : ''}). N’y laissez que celui à lire.`
    case 'archive-too-large':
      return `${file} : cette archive contient un fichier trop grand.`
    case 'unreadable':
      return `${file} : ce fichier ne se lit pas (${fault.detail}).`
    case 'columns-missing':
      if (fault.found.some((name) => UNREADABLE.test(name))) {
        return `${file} : ce fichier n’est ni un tableau CSV, ni un Parquet, ni un zip. Demandez-le de nouveau à son producteur.`
      }
      return `${file} : il manque ${fault.missing.length === 1 ? 'la colonne' : 'les colonnes'} ${fault.missing.join(', ')}. Colonnes trouvées : ${fault.found.slice(0, 12).join(', ')}${fault.found.length > 12 ? '…' : ''}.`
  }
}

// No column is so named: these are bytes of something else, read as letters.
const UNREADABLE = /[\p{Cc}\p{Co}\p{Cn}\ufffd]/u
