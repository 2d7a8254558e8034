import { isDay, writtenDay } from '#kernel/calendar'
import { SOURCE_NAMES, sentenceOfBelonging, sentenceOfReason } from '#kernel/perimeter'
import { Section } from '#ui/heading'
import { DataTable } from '#ui/table'
import type { ProvenField, StructureReason } from '../compose/index.ts'
import { SOURCES } from '../sources/index.ts'
import type { StoredStructure } from '../store/index.ts'

/** « Pourquoi cette structure est-elle dans l’ESS, et selon qui ? » Reasons, the rule, and where each thing said comes from. */
export function Why({ structure }: { readonly structure: StoredStructure }) {
  const { reasons, family, ruleVersion, checkedAt, isDeclared } = structure
  const rows = provenanceRows(structure)
  return (
    <Section
      id="pourquoi"
      title="Pourquoi cette structure est-elle dans l’ESS, et selon qui ?"
      lead="L’ESS est définie par la loi du 31 juillet 2014, article 1."
    >
      <p>{sentenceOfBelonging(family as Parameters<typeof sentenceOfBelonging>[0])}</p>
      <ul class="directory-reasons">
        {isDeclared && <li>{DECLARED}</li>}
        {(isDeclared ? [] : reasons).map((reason) => (
          <li>{sentenceOf(reason)}</li>
        ))}
      </ul>
      <p class="hint">
        Règle appliquée : {ruleVersion}. Vérifié ici le{' '}
        <time datetime={checkedAt.toISOString().slice(0, 10)}>{dateWords(checkedAt.toISOString().slice(0, 10))}</time>.
      </p>
      {rows.length > 0 && (
        <details class="disclosure">
          <summary>
            <span>D’où vient chaque information</span>
          </summary>
          <div class="disclosure-body">
            <DataTable
              caption="Source de chaque information"
              captionHidden
              rows={rows}
              columns={[
                { header: 'Information', namesRow: true, cell: ({ what }) => what },
                { header: 'Source', cell: ({ source }) => source },
                { header: 'Datée du', cell: ({ vintage }) => vintage },
                { header: 'Autre source, autre mot', cell: ({ others }) => others },
              ]}
            />
          </div>
        </details>
      )}
    </Section>
  )
}

function sentenceOf(reason: StructureReason): string {
  if (reason.kind === 'reviewed') return REVIEWED[reason.verdict]
  if (reason.kind !== 'association') return sentenceOfReason(reason)
  const nature = reason.nature === 'R' ? 'reconnue d’utilité publique' : 'déclarée'
  return `C’est une association ${nature} (source : répertoire national des associations, au ${dateWords(reason.source.vintage)}).`
}

const DECLARED =
  'Ses membres l’ont déclarée et un agent a relu leur déclaration. Aucun fichier public ne parle encore d’elle.'

const REVIEWED = {
  in: 'Un agent a lu les sources, qui ne disaient pas la même chose, et l’a comptée dans l’ESS.',
  out: 'Un agent a lu les sources, qui ne disaient pas la même chose, et ne l’a pas comptée dans l’ESS.',
  rule: 'Un agent a lu les sources, qui ne disaient pas la même chose, et a suivi la règle.',
} as const

const FIELD_WORDS: Readonly<Record<ProvenField, string>> = {
  title: 'Nom',
  legalForm: 'Forme juridique',
  activity: 'Activité',
  size: 'Nombre de salariés',
  place: 'Commune et adresse',
  purpose: 'Ce qu’elle fait',
  state: 'Ouverte ou fermée',
  numbers: 'SIREN, SIRET, RNA',
}

function provenanceRows({ provenance }: StoredStructure) {
  return (Object.keys(FIELD_WORDS) as ProvenField[]).flatMap((field) => {
    const told = provenance[field]
    if (!told) return []
    const others = (told.others ?? []).map(({ source, value }) => `${value} (${sourceName(source)})`).join(', ')
    return [
      {
        what: FIELD_WORDS[field],
        source: sourceName(told.source),
        vintage: dateWords(told.vintage),
        others: others || '—',
      },
    ]
  })
}

function sourceName(source: keyof typeof SOURCES): string {
  return source in SOURCE_NAMES ? capital(SOURCE_NAMES[source as keyof typeof SOURCE_NAMES]) : SOURCES[source].producer
}

/** « 1er septembre 2026 »; what is no day is told as it is. */
export function dateWords(day: string): string {
  return isDay(day) ? writtenDay(day).replace(/^\S+ /, '') : day
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`
}
