import { BELONGING_NAMES } from '#kernel/perimeter'
import { type DeskFrame, DeskPage } from '#ui/desk'
import { ErrorSummary, Form, type FormState, type HiddenKeys, SubmitRow } from '#ui/form'
import { formatCount, formatDay, formatInstant, formatInteger } from '#ui/format'
import { PageHeader, Section } from '#ui/heading'
import { Notice } from '#ui/message'
import type { SiteFrame } from '#ui/page'
import { DataTable } from '#ui/table'
import { CHANGE_KINDS, type Difference, type DifferenceSample } from '../compose/difference.ts'
import type { Import, RefusedRow, RowFault } from '../model.ts'
import { shownName } from '../names.ts'
import { CHANGE_WORDS, ROW_FAULTS } from '../sentences.ts'
import { SOURCES } from '../sources/index.ts'

const PATH = '/agents/imports'

type Props = {
  readonly site: SiteFrame
  readonly desk: DeskFrame
  readonly found: Import
  readonly told: { readonly difference: Difference; readonly isStale: boolean } | undefined
  readonly refused: readonly RefusedRow[]
  readonly communes: ReadonlyMap<string, string>
  readonly state: FormState
  readonly keys: Readonly<Record<'accept' | 'compare' | 'discard', HiddenKeys>>
}

/** `/agents/imports/:id`: what was read, what it would change, what was refused; then accept or set aside. */
export function ImportPage(props: Props) {
  const { site, desk, found, told, refused, state } = props
  const title = `${SOURCES[found.kind].label}, ${formatDay(found.vintage)}`
  return (
    <DeskPage
      site={site}
      desk={desk}
      title={title}
      description="Ce qu’un fichier changerait dans l’annuaire."
      current={PATH}
      trail={[{ label: 'Imports de données', href: PATH }]}
    >
      <PageHeader title={title} lead={leadOf(found)} />
      <ErrorSummary state={state} />
      <Progress found={found} />
      {told && found.state === 'ready' && <Changes {...props} told={told} />}
      {found.state === 'ready' && <Acts {...props} />}
      {refused.length > 0 && <Refused found={found} refused={refused} />}
      <Source found={found} />
    </DeskPage>
  )
}

function leadOf({ isInForce, wasChosen, state }: Import): string {
  if (isInForce) return 'Ce fichier est en service : l’annuaire en est fait.'
  if (wasChosen) return 'Ce fichier a été en service, un autre l’a remplacé.'
  return state === 'ready'
    ? 'Ce fichier est lu. Regardez ce qu’il changerait, puis décidez.'
    : 'Rien n’a changé dans l’annuaire.'
}

function Progress({ found }: { readonly found: Import }) {
  switch (found.state) {
    case 'waiting':
    case 'reading':
      return (
        <Notice kind="info" title={found.state === 'waiting' ? 'La lecture va commencer.' : 'La lecture est en cours.'}>
          <p>
            Un grand fichier prend quelques minutes. Vous pouvez quitter cette page.{' '}
            <a href={`${PATH}/${found.id}`}>Voir où elle en est</a>
          </p>
        </Notice>
      )
    case 'failed':
      return (
        <Notice kind="error" title="Ce fichier n’a pas pu être lu.">
          <p>{found.problem}</p>
        </Notice>
      )
    case 'discarded':
      return <Notice kind="info" title="Ce fichier a été écarté : ses lignes ne sont plus gardées." />
    case 'ready':
      return null
  }
}

function Changes({ told: { difference, isStale }, communes }: Props & { readonly told: NonNullable<Props['told']> }) {
  const { counts, samples, before, after } = difference
  const changed = CHANGE_KINDS.filter((kind) => counts[kind] > 0)
  return (
    <Section id="changements" title="Ce qui change">
      {isStale && (
        <Notice kind="warning" title="Autre chose est entré en service depuis cette comparaison.">
          <p>Elle dit ce qui changeait alors. Comparez de nouveau avant d’accepter.</p>
        </Notice>
      )}
      <p>
        Structures de l’ESS ouvertes : <strong>{formatInteger(before)}</strong> avant,{' '}
        <strong>{formatInteger(after)}</strong> après.
      </p>
      {changed.length === 0 ? (
        <p>Aucune structure n’arrive, ne part ni ne change.</p>
      ) : (
        <ul>
          {changed.map((kind) => (
            <li>{formatCount(counts[kind], CHANGE_WORDS[kind].one, CHANGE_WORDS[kind].more)}</li>
          ))}
        </ul>
      )}
      {samples.length > 0 && (
        <DataTable
          caption="Exemples, les premiers de chaque sorte"
          rows={samples}
          columns={[
            { header: 'Structure', namesRow: true, cell: ({ title }) => shownName(title) },
            { header: 'Numéro', cell: ({ key }) => key },
            { header: 'Ce qui change', cell: (sample) => changeOf(sample, communes) },
          ]}
        />
      )}
    </Section>
  )
}

function changeOf({ kind, from, to }: DifferenceSample, communes: ReadonlyMap<string, string>): string {
  const commune = (code: string | null) => communes.get(code ?? '') ?? 'commune inconnue'
  switch (kind) {
    case 'appeared':
      return to === null ? 'arrive' : `arrive à ${commune(to)}`
    case 'moved':
      return `de ${commune(from)} à ${commune(to)}`
    case 'changed-family':
      return `${familyName(from)} → ${familyName(to)}`
    case 'renamed':
      return `s’appelait ${from}`
    case 'closed':
      return 'ferme'
    case 'reopened':
      return 'rouvre'
    case 'gone':
      return 'plus dans les fichiers'
    case 'recognised':
      return `reconnue : ${markName(to)}`
    case 'unrecognised':
      return `plus reconnue : ${markName(from)}`
  }
}

// « siae-aci » → « SIAE ACI »
function markName(mark: string | null): string {
  return (mark ?? '').replaceAll('-', ' ').toUpperCase()
}

function familyName(family: string | null): string {
  if (family === null) return 'hors de l’ESS'
  return (BELONGING_NAMES as Readonly<Record<string, string>>)[family] ?? family
}

function Acts({ found, told, keys }: Props) {
  const path = `${PATH}/${found.id}`
  return (
    <Section id="decider" title="Décider">
      {!found.isInForce && told && !told.isStale && (
        <Form action={`${path}/accepter`} keys={keys.accept}>
          <SubmitRow
            label="Mettre en service"
            note="L’annuaire change tout de suite. Vous pourrez revenir en arrière."
          />
        </Form>
      )}
      {!found.isInForce && (!told || told.isStale) && (
        <Form action={`${path}/comparer`} keys={keys.compare}>
          <SubmitRow label="Comparer de nouveau" />
        </Form>
      )}
      {!found.wasChosen && (
        <Form action={`${path}/ecarter`} keys={keys.discard}>
          <SubmitRow label="Écarter ce fichier" weight="danger" note="Ses lignes ne seront plus gardées." />
        </Form>
      )}
    </Section>
  )
}

function Refused({ found, refused }: { readonly found: Import; readonly refused: readonly RefusedRow[] }) {
  return (
    <Section id="refus" title="Lignes refusées">
      <ul>
        {Object.entries(found.refused).map(([reason, count]) => (
          <li>
            {formatCount(count, 'ligne', 'lignes')} : {ROW_FAULTS[reason as RowFault]}
          </li>
        ))}
      </ul>
      <DataTable
        caption={refused.length === 1 ? 'La ligne refusée' : `Les ${formatInteger(refused.length)} premières`}
        rows={refused}
        columns={[
          { header: 'Fichier', cell: ({ file }) => file },
          { header: 'Ligne', align: 'end', namesRow: true, cell: ({ line }) => formatInteger(line) },
          { header: 'Ce qui est écrit', cell: ({ cell }) => cell || '(vide)' },
          { header: 'Pourquoi', cell: ({ reason }) => ROW_FAULTS[reason] },
        ]}
      />
    </Section>
  )
}

function Source({ found }: { readonly found: Import }) {
  return (
    <Section id="source" title="D’où il vient">
      <p>
        {found.producer}, données du {formatDay(found.vintage)}, licence {found.licence}.{' '}
        {found.url !== null && <a href={found.url}>Voir chez le producteur</a>}
      </p>
      <p>
        {formatCount(found.rowsRead, 'ligne lue', 'lignes lues')},{' '}
        {formatCount(found.rowsKept, 'gardée pour ce territoire', 'gardées pour ce territoire')}. Demandé le{' '}
        {formatInstant(found.askedAt)}
        {found.askedBy === null ? ' par la machine.' : ' par un agent.'}
      </p>
      <ul>
        {found.files.map(({ name, rows, sha256 }) => (
          <li>
            {name}
            {sha256 !== '' && (
              <>
                {' '}
                : {formatCount(rows, 'ligne', 'lignes')}, empreinte <code>{sha256}</code>
              </>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}
