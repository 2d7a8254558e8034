import type { EvidenceClass, InvalidReason } from '#kernel/ballot'
import { formatCount, formatInstant, formatInteger } from '#ui/format'
import { Section } from '#ui/heading'
import { DownloadList, Facts } from '#ui/list'
import { DataTable } from '#ui/table'
import { DESTROYED_WORDS } from '../../sealed/after/certificate.ts'
import { type Destruction, TO_DESTROY } from '../../sealed/after/model.ts'
import { readableFingerprint } from '../../sealed/fingerprint.ts'
import type { SealedPoll } from '../../sealed/poll.ts'
import type { ClosedCounts, Comparison } from '../../store/opening/index.ts'

export type Held = {
  readonly poll: SealedPoll
  readonly counts: ClosedCounts
  readonly comparisons: readonly Comparison[]
  readonly hasMinutes: boolean
  readonly destructions: readonly Destruction[]
  /** Recorded and not lifted. */
  readonly isContested: boolean
}

/** What a published vote held here shows more than an imported one: who voted how, and everything to check it. */
export function HeldHere({ held }: { readonly held: Held }) {
  const { poll, counts, hasMinutes } = held
  const path = `/scrutins/${poll.slug}`
  return (
    <>
      <Section id="tenu-ici" title="Vote tenu ici" lead={poll.settings.advisory}>
        <Turnout counts={counts} />
        <Facts facts={openingFacts(held)} />
      </Section>
      <Section
        id="archive"
        title="Tout vérifier"
        lead="Ces fichiers suffisent pour tout vérifier et recompter, sans nous faire confiance."
      >
        <DownloadList
          downloads={[
            {
              href: `${path}/archive.zip`,
              format: 'ZIP',
              label: 'L’archive du vote',
              what: 'Les règles, le registre, les bulletins sans nom, le résultat.',
            },
            ...(hasMinutes
              ? [
                  {
                    href: `${path}/archive/minutes.pdf`,
                    format: 'PDF',
                    label: 'Le procès-verbal du dépouillement',
                    what: 'Qui a tenu quelle place, combien de bulletins, ce que les machines ont trouvé.',
                  },
                ]
              : []),
          ]}
        />
        <pre>
          <code>{`filigrane verify DOSSIER --fingerprint ${poll.fingerprint}`}</code>
        </pre>
        <p>
          <a href="/verifier">Vérifier dans votre navigateur</a> ·{' '}
          <a href={`${path}/registre`}>Le registre public du vote</a> ·{' '}
          <a href={`${path}/registre/preuve`}>Chercher mon bulletin avec mon reçu</a>
        </p>
      </Section>
      <Afterwards {...held} />
    </>
  )
}

/** What became of what could still tell who voted what. */
function Afterwards({ poll, destructions, isContested }: Held) {
  const path = `/scrutins/${poll.slug}/archive/destruction`
  const kept = TO_DESTROY.filter((what) => !destructions.some((each) => each.what === what))
  return (
    <Section
      id="apres"
      title="Après le vote"
      lead="Ce qui pourrait encore dire qui a voté se garde le temps des recours, puis se détruit, à deux."
    >
      {isContested && <p>Une contestation est en cours : rien n’est détruit avant sa fin.</p>}
      {destructions.length > 0 && (
        <DownloadList
          downloads={destructions.map(({ what, at }) => ({
            href: `${path}/${what}.pdf`,
            format: 'PDF',
            label: DESTROYED_WORDS[what],
            what: `Détruit le ${formatInstant(at)}. Le certificat est inscrit dans le registre public.`,
          }))}
        />
      )}
      {kept.length > 0 && (
        <>
          <p>Encore gardé :</p>
          <ul>
            {kept.map((what) => (
              <li>{DESTROYED_WORDS[what]}</li>
            ))}
          </ul>
        </>
      )}
    </Section>
  )
}

function Turnout({ counts: { close } }: { readonly counts: ClosedCounts }) {
  const online = (Object.entries(close.classes) as [EvidenceClass, number][]).map(([evidence, count]) => ({
    way: EVIDENCE_WORDS[evidence],
    count,
  }))
  const rows = close.paper.ballots > 0 ? [...online, { way: EVIDENCE_WORDS.paper, count: close.paper.ballots }] : online
  return (
    <DataTable
      caption="Comment les gens ont voté"
      rows={rows}
      columns={[
        { header: 'Façon de voter', namesRow: true, cell: ({ way }) => way },
        { header: 'Votes', align: 'end', cell: ({ count }) => formatInteger(count) },
      ]}
    />
  )
}

const EVIDENCE_WORDS: Readonly<Record<EvidenceClass, string>> = {
  franceconnect: 'En ligne, avec FranceConnect',
  email: 'En ligne, avec un code reçu par courriel',
  sms: 'En ligne, avec un code reçu par SMS',
  code: 'En ligne, avec un code imprimé',
  desk: 'En ligne, au guichet',
  paper: 'Sur papier',
}

function openingFacts({ poll, counts: { close, opening }, comparisons }: Held) {
  const invalid = (Object.entries(opening.invalid) as [InvalidReason, number][]).reduce((sum, [, n]) => sum + n, 0)
  const same = comparisons.filter((each) => each.opened === opening.opened).length
  return [
    { label: 'Clos le', value: formatInstant(new Date(close.at)) },
    { label: 'Bulletins écartés par la commission', value: formatInteger(close.annulled) },
    { label: 'Votes remplacés par leur votant', value: formatInteger(close.superseded) },
    { label: 'Bulletins nuls', value: formatInteger(invalid) },
    ...(poll.facts.openedAt ? [{ label: 'Dépouillé le', value: formatInstant(poll.facts.openedAt) }] : []),
    {
      label: 'Autres ouvertures',
      value:
        same === 0
          ? 'aucune autre machine n’a refait l’ouverture'
          : `${formatCount(same, 'autre machine a', 'autres machines ont')} trouvé pareil`,
    },
    {
      label: 'Suite de signes trouvée par le bureau',
      value: <code class="long">{readableFingerprint(opening.opened)}</code>,
    },
  ]
}
