import { Button } from '#ui/action'
import { Form, SelectField, SubmitRow } from '#ui/form'
import { Section } from '#ui/heading'
import { Notice } from '#ui/message'
import { marginOf, type PollKey, sentenceOfMargin } from '../../sealed/shares.ts'
import { BureauPage, type BureauProps, NeedsScript } from './parts.tsx'
import { ShareArea } from './rehearsal-page.tsx'
import { bureauPath } from './visit.ts'

/** `/scrutins/:slug/bureau/preuve`: a holder proves that the share is still there, or says that it is lost. */
export function ProofPage({ site, visit, keys, problem, pollKey }: BureauProps & { readonly pollKey: PollKey }) {
  const { poll, holders, shares } = visit
  return (
    <BureauPage
      site={site}
      visit={visit}
      title="Prouver sa part"
      lead="Reprenez votre feuille et retapez-la : on saura que le dépouillement est possible."
      hasScript
    >
      {problem !== undefined && <Notice kind="error" title={problem} />}
      <p>{sentenceOfMargin(marginOf(shares, pollKey.threshold))}</p>
      <NeedsScript />
      <div
        data-bureau="proof"
        hidden
        data-holders={JSON.stringify(holders)}
        data-commitments={JSON.stringify(pollKey.shares)}
      >
        <ShareArea />
        <p data-part="said" role="status" />
        <div data-part="keep" hidden>
          <Form action={bureauPath(poll.slug, 'preuve')} keys={keys} keep={{ quoi: 'proven', numero: '' }}>
            <Button>Enregistrer la preuve</Button>
          </Form>
        </div>
      </div>
      <Section
        id="perdue"
        title="Une part est perdue ?"
        lead="Dites-le tout de suite. Si elle est retrouvée, il suffira de la prouver."
      >
        <Form action={bureauPath(poll.slug, 'preuve')} keys={keys} keep={{ quoi: 'lost' }}>
          <SelectField
            name="numero"
            label="Quelle part ?"
            empty="Choisissez"
            options={holders.map(({ number, name }) => ({ value: String(number), label: `Part ${number} (${name})` }))}
            state={{ values: {}, errors: {} }}
          />
          <SubmitRow label="Dire cette part perdue" weight="danger" />
        </Form>
      </Section>
    </BureauPage>
  )
}
