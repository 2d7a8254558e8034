import { Button, ButtonLink } from '#ui/action'
import { Form, type HiddenKeys } from '#ui/form'
import { Section } from '#ui/heading'
import { Notice } from '#ui/message'
import { islandPath, type SiteFrame } from '#ui/page'
import { readableFingerprint } from '../../sealed/fingerprint.ts'
import type { SealedPoll } from '../../sealed/poll.ts'
import { marginOf, sentenceOfMargin } from '../../sealed/shares.ts'
import type { Comparison } from '../../store/opening/index.ts'
import { BureauPage, NeedsScript } from '../bureau/parts.tsx'
import { ShareArea } from '../bureau/rehearsal-page.tsx'
import { type BureauVisit, bureauPath } from '../bureau/visit.ts'

type Props = {
  readonly site: SiteFrame
  readonly visit: BureauVisit
  readonly poll: SealedPoll
  readonly keys: HiddenKeys
  readonly comparisons: readonly Comparison[]
  /** What the log says was opened, once it is. */
  readonly opened: string | undefined
  /** Something was sent, and is being counted. */
  readonly isCounting: boolean
  readonly problem: string | undefined
  readonly isSaved: boolean
}

/** `/scrutins/:slug/bureau/ouverture`: shares are typed, ballots open in this page, the result is published. */
export function OpeningPage(props: Props) {
  const { site, visit, poll, problem, isSaved, opened } = props
  return (
    <BureauPage
      site={site}
      visit={visit}
      title="Le dépouillement"
      lead="Les membres du bureau donnent leurs parts. Les bulletins s’ouvrent dans cette page, et le résultat est publié."
      scripts={['opening']}
    >
      {problem !== undefined && <Notice kind="error" title={problem} />}
      {isSaved && (
        <Notice
          kind="success"
          title={
            opened !== undefined || props.comparisons.length > 1
              ? 'La comparaison est enregistrée : les machines ont trouvé pareil.'
              : 'La comparaison est enregistrée : l’autre machine doit trouver la même suite.'
          }
        />
      )}
      {opened !== undefined && (
        <Notice kind="success" title="Le résultat est publié.">
          <p class="fingerprint">
            <code>{readableFingerprint(opened)}</code>
          </p>
          <ButtonLink href={`/scrutins/${poll.slug}/resultats`}>Voir le résultat</ButtonLink>
        </Notice>
      )}
      {props.isCounting && (
        <Notice kind="info" title="Des bulletins ont été envoyés : le calcul est en cours.">
          <p>
            <a href={`${bureauPath(poll.slug, 'ouverture')}?attente=oui`}>Attendre le résultat</a>
          </p>
        </Notice>
      )}
      <Compared {...props} />
      {poll.facts.closedAt ? <Opening {...props} /> : <NotClosed poll={poll} visit={visit} />}
    </BureauPage>
  )
}

/** The same address, while the ballots are counted: it comes back by itself, without scripts too. */
export function CountingPage({ site, visit, poll }: Pick<Props, 'site' | 'visit' | 'poll'>) {
  return (
    <BureauPage
      site={site}
      visit={visit}
      title="Le calcul est en cours"
      lead="Les bulletins sont bien arrivés. Le service les compte, écrit le procès-verbal et publie le résultat."
    >
      <Notice kind="info" title="Cette page revient toute seule. Il n’y a rien à faire.">
        <p>Pour 100 000 bulletins, comptez une minute environ. Vous pouvez fermer cette page : le calcul continue.</p>
      </Notice>
      <ButtonLink href={`${bureauPath(poll.slug, 'ouverture')}?attente=oui`}>Regarder maintenant</ButtonLink>
    </BureauPage>
  )
}

function NotClosed({ poll, visit }: Pick<Props, 'poll' | 'visit'>) {
  return (
    <Notice kind="warning" title="Le vote n’est pas encore clos.">
      <p>Rien ne peut être ouvert avant la clôture, qui se fait à deux.</p>
      {visit.canClose && (
        <p>
          <a href={`/agents/scrutins/${poll.slug}/cloture`}>Aller à la clôture</a>
        </p>
      )}
    </Notice>
  )
}

function Compared({ comparisons }: Props) {
  const [first] = comparisons
  if (!first) return null
  return (
    <Notice kind="info" title="Une autre machine a déjà tout ouvert de son côté. Elle a trouvé :">
      <p class="fingerprint">
        <code>{readableFingerprint(first.opened)}</code>
      </p>
    </Notice>
  )
}

function Opening(props: Props) {
  const { site, visit, poll } = props
  const { threshold } = poll.manifest.bureau
  return (
    <>
      <p>{sentenceOfMargin(marginOf(visit.shares, threshold))}</p>
      {visit.key && marginOf(visit.shares, threshold).spareLosses < 0 && (
        <Notice
          kind="warning"
          title="Si les parts ne sont pas retrouvées, personne ne pourra ouvrir ces bulletins : suivez ce que le règlement du vote prévoit."
        >
          {poll.manifest.lostKey && <p>{poll.manifest.lostKey}</p>}
        </Notice>
      )}
      <NeedsScript />
      <div
        data-opening=""
        hidden
        data-holders={JSON.stringify(visit.holders)}
        data-commitments={JSON.stringify(poll.manifest.bureau.shares)}
        data-threshold={String(threshold)}
        data-manifest={`/scrutins/${poll.slug}/manifeste.json`}
        data-fingerprint={poll.fingerprint}
        data-ballots={`${bureauPath(poll.slug, 'ouverture')}/bulletins`}
        data-worker={islandPath(site.assets, 'opening.worker')}
      >
        <ShareArea />
        <p data-part="said" role="status" />
        <ul data-part="typed" />
        <button type="button" class="button button-main" data-part="open" hidden>
          Ouvrir les bulletins
        </button>
        <div data-part="found" hidden>
          <Found {...props} />
        </div>
      </div>
    </>
  )
}

function Found({ poll, keys, opened }: Props) {
  const path = bureauPath(poll.slug, 'ouverture')
  return (
    <>
      <h2 data-part="count" tabindex={-1}>
        Bulletins ouverts
      </h2>
      <ul data-part="invalid" />
      <p>Une autre machine doit trouver exactement la même suite :</p>
      <p class="fingerprint">
        <code data-part="hash" />
      </p>
      <Section
        id="comparer"
        title="Sur la deuxième machine"
        lead="Ouvrez cette même page sur un autre ordinateur, tapez les parts, et comparez les deux suites."
      >
        <Form action={`${path}/comparer`} keys={keys} keep={{ empreinte: '' }}>
          <Button weight="quiet">Comparer, sans publier</Button>
        </Form>
      </Section>
      {opened === undefined && (
        <Section
          id="publier"
          title="Sur la première machine"
          lead="Les bulletins seront publiés sans nom, et le lien avec la liste des votants sera effacé pour toujours."
        >
          <Form action={`${path}/publier`} keys={keys} keep={{ bulletins: '' }}>
            <Button>Publier le résultat</Button>
          </Form>
        </Section>
      )}
    </>
  )
}
