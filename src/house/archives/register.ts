import { stringify } from 'csv-stringify/sync'
import type { Contributions, PersonalDataKind } from '#platform/context'

/** An entry of the register: what one module does with personal data (RGPD, article 30). */
export type RegisterEntry = {
  readonly module: string
  readonly title: string
  readonly people: string
  readonly security: string
  readonly transfers: string
  readonly kinds: readonly PersonalDataKind[]
}

/** What protects everything here (RGPD, article 32). */
export const COMMON_SECURITY =
  'Accès par rôles relus à chaque page ; connexion forte des agents ; liaisons chiffrées ; journal des actes scellé ; sauvegardes ; effacement automatique.'

const NO_TRANSFER = 'Aucun hors de l’Union européenne'

/** The register, made of what the modules declare, in their order. */
export function registerOf(contributions: Contributions): readonly RegisterEntry[] {
  return contributions
    .filter(({ personalData = [] }) => personalData.length > 0)
    .map(({ module, processing, personalData = [] }) => ({
      module,
      title: processing?.title ?? module,
      people: processing?.people ?? 'Les personnes qui utilisent le service',
      security: [COMMON_SECURITY, processing?.security].filter(Boolean).join(' '),
      transfers: processing?.transfers ?? NO_TRANSFER,
      kinds: personalData,
    }))
}

/** One line a kind of data; for a spreadsheet: UTF-8 with a byte order mark and `;`, formulas neutralised. */
export function registerCsv(entries: readonly RegisterEntry[], controller: string, officer: string): string {
  const rows = entries.flatMap(({ title, people, security, transfers, kinds }) =>
    kinds.map((kind) => ({
      traitement: title,
      responsable: controller,
      delegue: officer,
      finalite: kind.purpose,
      base_legale: kind.basis,
      personnes: people,
      donnees: kind.what,
      destinataires: kind.seenBy,
      duree: kind.kept,
      sort_final: kind.fate,
      securite: security,
      transferts: transfers,
    })),
  )
  return stringify(rows, { header: true, bom: true, delimiter: ';', record_delimiter: '\r\n', escape_formulas: true })
}
