import type { OrganisationPart } from '#platform/context'
import { type DeskFrame, DeskPage } from '#ui/desk'
import { ChoiceField, Form, type FormState, type HiddenKeys, SelectField, SubmitRow, TextField } from '#ui/form'
import { formatDay, formatInstant, formatInteger } from '#ui/format'
import { PageHeader, Section } from '#ui/heading'
import { Facts, SearchField } from '#ui/list'
import { EmptyState, Notice } from '#ui/message'
import type { SiteFrame } from '#ui/page'
import { DataTable } from '#ui/table'
import { NO_WORDS, OWN_FIELDS } from '../../claims/own-words.ts'
import { REPORT_WORDS } from '../../claims/reports.ts'
import { CLAIM_STATES } from '../../claims/sentences.ts'
import { shownName } from '../../names.ts'
import { KIND_WORDS, RECORDABLE, type RecognitionRow, standingOn } from '../../recognitions/model.ts'
import { EVENT_WORDS, STANDING_WORDS } from '../../recognitions/sentences.ts'
import type { ClaimRow, ReportRow, Revision } from '../../store/claims/index.ts'
import type { StoredEstablishment, StoredStructure } from '../../store/index.ts'
import type { CurrentRecognition } from '../../store/recognitions.ts'
import { FAMILIES, recognitionName, sizeWords } from '../../words.ts'
import { Parts } from './parts.tsx'

const LIST = '/agents/annuaire'
const TITLE = 'Structures'

type Shell = { readonly site: SiteFrame; readonly desk: DeskFrame }

/** `/agents/annuaire`: find an organisation. */
export function OrganisationsPage(
  props: Shell & { readonly words: string; readonly found: readonly StoredStructure[] },
) {
  const { site, desk, words, found } = props
  return (
    <DeskPage site={site} desk={desk} title={TITLE} description="Tout sur une structure." current={LIST}>
      <PageHeader title={TITLE} lead="« Un élu demande » : tout ce que la maison sait d’une structure, sur une page." />
      <SearchField action={LIST} label="Nom de la structure" value={words} />
      {words !== '' && (
        <DataTable<StoredStructure>
          caption="Structures trouvées"
          captionHidden
          rows={found}
          columns={[
            {
              header: 'Structure',
              namesRow: true,
              cell: ({ slug, title }) => <a href={`${LIST}/${slug}`}>{shownName(title)}</a>,
            },
            { header: 'Numéro', cell: ({ siren, rna }) => siren ?? rna ?? 'aucun' },
          ]}
          empty={<EmptyState title="Aucune structure ne porte ce nom." />}
        />
      )}
      <p>
        Pour un canton entier : <a href="/agents/territoires">fiches des territoires</a>.
      </p>
    </DeskPage>
  )
}

type RecordProps = Shell & {
  readonly structure: StoredStructure
  readonly commune: string | undefined
  readonly establishments: readonly StoredEstablishment[]
  readonly history: readonly RecognitionRow[]
  readonly current: readonly CurrentRecognition[]
  readonly claims: readonly ClaimRow[]
  readonly published: Revision | undefined
  readonly reports: readonly ReportRow[]
  readonly parts: readonly OrganisationPart[]
  readonly warningDays: readonly number[]
  readonly today: string
  readonly printedAt: Date
  readonly state: FormState
  readonly keys: HiddenKeys
}

/** `/agents/annuaire/:slug`: the « fiche organisation ». What follows « À modifier » is not printed. */
export function RecordPage(props: RecordProps) {
  const { site, desk, structure, claims, reports, parts, printedAt } = props
  return (
    <DeskPage
      site={site}
      desk={desk}
      title={shownName(structure.title)}
      description="Tout ce que la maison sait d’une structure."
      current={LIST}
      trail={[{ label: TITLE, href: LIST }]}
      publicFace={{ label: 'Voir la page', href: `/annuaire/${structure.slug}` }}
    >
      <PageHeader
        kicker="Fiche organisation"
        title={shownName(structure.title)}
        lead={`Pour répondre à un élu : cette page s’imprime. Au ${formatInstant(printedAt)}.`}
      />
      <Identity {...props} />
      <Recognised {...props} />
      <OwnWordsPart {...props} />
      <Parts parts={parts} />
      {/* Names and reports are not for the paper that is handed over. */}
      <div class="no-print">
        <Section id="personnes" title="Qui tient la page">
          {claims.length === 0 && <p>Personne ne tient cette page.</p>}
          <ul>
            {claims.map(({ id, who, duty, state, isAmbassador }) => (
              <li>
                <a href={`${LIST}/demandes/${id}`}>{who}</a>, {duty} : {CLAIM_STATES[state].toLowerCase()}
                {isAmbassador && ', ambassadeur'}
              </li>
            ))}
          </ul>
          <p class="hint">Vu des agents seulement : à ne pas transmettre.</p>
        </Section>
        {reports.length > 0 && (
          <Section id="signalements" title="Signalements">
            <ul>
              {reports.map(({ id, reference, kind, receivedAt, answeredAt }) => (
                <li>
                  <a href={`${LIST}/signalements/${id}`}>{reference}</a> : {REPORT_WORDS[kind]}, le{' '}
                  {formatInstant(receivedAt)}, {answeredAt === null ? 'à traiter' : 'traité'}
                </li>
              ))}
            </ul>
          </Section>
        )}
        <RecordForm {...props} />
      </div>
    </DeskPage>
  )
}

function Identity({ structure, commune, establishments }: RecordProps) {
  const { siren, rna, family, state, createdOn, sizeBand, sizeBandYear, purpose, isFictitious, isDeclared, checkedAt } =
    structure
  const open = establishments.filter((each) => each.state === 'active').length
  return (
    <Section id="identite" title="Ce qu’elle est">
      {isDeclared && (
        <Notice kind="info" title="Déclarée par ses membres : aucun fichier public ne parle encore d’elle." />
      )}
      {isFictitious && <Notice kind="info" title="Structure fictive, pour la démonstration." />}
      <Facts
        facts={[
          { label: 'SIREN', value: siren ?? 'aucun' },
          { label: 'RNA', value: rna ?? 'aucun' },
          { label: 'Famille', value: FAMILIES.find((each) => each.family === family)?.one ?? 'hors de l’ESS' },
          { label: 'État', value: STATES[state] },
          { label: 'Commune', value: commune ?? 'inconnue' },
          { label: 'Créée', value: createdOn === null ? 'inconnu' : formatDay(createdOn) },
          {
            label: 'Effectif',
            value: [sizeWords(sizeBand) ?? 'inconnu', sizeBandYear === null ? '' : `fin ${sizeBandYear}`]
              .filter(Boolean)
              .join(', '),
          },
          { label: 'Établissements ouverts', value: formatInteger(open) },
          { label: 'Vérifié', value: formatInstant(checkedAt) },
        ]}
      />
      {purpose !== '' && <p>{purpose}</p>}
    </Section>
  )
}

const STATES: Readonly<Record<StoredStructure['state'], string>> = {
  active: 'en activité',
  ceased: 'a cessé',
  absent: 'plus dans les fichiers publics',
  withdrawn: 'retirée',
}

function Recognised({ history, current, today, warningDays }: RecordProps) {
  return (
    <Section id="reconnaissances" title="Reconnaissances">
      <DataTable<CurrentRecognition>
        caption="Reconnaissances en cours"
        captionHidden
        rows={current}
        columns={[
          { header: 'Reconnaissance', namesRow: true, cell: ({ name }) => recognitionName(name) },
          { header: 'Nature', cell: ({ kind }) => KIND_WORDS[kind] },
          { header: 'Du', cell: ({ startsOn }) => dayWords(startsOn) },
          { header: 'Au', cell: ({ endsOn }) => (endsOn === null ? 'sans fin' : dayWords(endsOn)) },
          { header: 'Par', cell: (each) => <Act {...each} /> },
          { header: 'Aujourd’hui', cell: (each) => STANDING_WORDS[standingOn(each, today, warningDays)] },
        ]}
        empty={<p>Aucune reconnaissance en cours.</p>}
      />
      {history.length > current.length && (
        <details>
          <summary>Tout ce qui a été inscrit</summary>
          <ul>
            {history.map(({ name, event, startsOn, endsOn, source, reason, recordedAt }) => (
              <li>
                {formatInstant(recordedAt)} : {recognitionName(name)}, {EVENT_WORDS[event]} ({dayWords(startsOn)} –{' '}
                {dayWords(endsOn)}), {source}
                {reason !== null && ` : ${reason}`}
              </li>
            ))}
          </ul>
        </details>
      )}
    </Section>
  )
}

/** By which act; a link to it when it is kept here. */
function Act({ source, decision }: Pick<CurrentRecognition, 'source' | 'decision'>) {
  const id = /^decision:(.+)$/.exec(decision ?? '')?.[1]
  return id === undefined ? <span>{source}</span> : <a href={`/agents/decisions/${id}`}>{source}</a>
}

function dayWords(day: string | null): string {
  return day === null ? 'sans date' : formatDay(day)
}

function OwnWordsPart({ published }: RecordProps) {
  if (!published) return null
  const content = { ...NO_WORDS, ...published.content }
  return (
    <Section id="ses-mots" title="Ce qu’elle dit d’elle-même">
      <Facts
        facts={OWN_FIELDS.filter(({ field }) => content[field] !== '').map(({ field, label }) => ({
          label,
          value: content[field],
        }))}
      />
    </Section>
  )
}

function RecordForm({ structure, state, keys }: RecordProps) {
  return (
    <Section id="inscrire" title="Inscrire une reconnaissance">
      <div class="no-print">
        <Form action={`${LIST}/${structure.slug}/reconnaissances`} keys={keys} state={state}>
          <SelectField
            name="nom"
            label="Laquelle ?"
            state={state}
            empty="Choisissez"
            options={Object.entries(RECORDABLE).map(([name, kind]) => ({
              value: name,
              label: `${KIND_WORDS[kind]} : ${recognitionName(name)}`,
            }))}
          />
          <ChoiceField
            name="evenement"
            label="Que se passe-t-il ?"
            state={state.values.evenement === undefined ? withBegun(state) : state}
            options={[
              { value: 'begun', label: 'Elle est donnée, renouvelée, ou ses dates sont corrigées' },
              { value: 'ended', label: 'Elle prend fin' },
              { value: 'void', label: 'Elle a été inscrite par erreur' },
            ]}
          />
          <TextField name="debut" label="Depuis le" hint="Comme 23/02/2026." state={state} width={12} />
          <TextField name="fin" label="Jusqu’au" hint="Comme 22/02/2028." state={state} optional width={12} />
          <TextField
            name="acte"
            label="Par quelle décision ?"
            hint="« Délibération n° 2026-214 du 23 février 2026 »."
            state={state}
            maxlength={300}
          />
          <TextField
            name="decision"
            label="Référence de la décision ici"
            hint="« decision: », puis ce qui suit « /agents/decisions/ » dans l’adresse de sa page."
            state={state}
            optional
            maxlength={80}
          />
          <TextField
            name="raison"
            label="Pourquoi ce changement ?"
            hint="Seulement si elle est déjà inscrite."
            state={state}
            optional
            maxlength={500}
          />
          <SubmitRow label="Inscrire" note="Rien n’est effacé : chaque inscription s’ajoute aux autres." />
        </Form>
      </div>
    </Section>
  )
}

function withBegun(state: FormState): FormState {
  return { ...state, values: { ...state.values, evenement: 'begun' } }
}
