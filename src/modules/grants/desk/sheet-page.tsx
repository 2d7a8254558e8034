import type { Day } from '#kernel/calendar'
import { frenchCents } from '#kernel/money'
import { ButtonLink } from '#ui/action'
import { type DeskFrame, DeskPage } from '#ui/desk'
import { EMPTY_FORM, Form, type FormState, type HiddenKeys, SelectField, SubmitRow } from '#ui/form'
import { formatDay, formatPeriod } from '#ui/format'
import { PageHeader, Section } from '#ui/heading'
import { Facts } from '#ui/list'
import { EmptyState, Notice } from '#ui/message'
import type { SiteFrame } from '#ui/page'
import { DataTable } from '#ui/table'
import { type Grant, partOf } from '../model.ts'
import { ACTIVITY_WORDS, NATURE_WORDS } from '../sentences.ts'
import type { Money } from '../store/index.ts'
import { publicationOf } from './list-page.tsx'
import { GRANTS } from './parts.ts'

/** `/agents/subventions/:id`: one grant, and its publication. */
export function GrantPage(props: {
  readonly site: SiteFrame
  readonly desk: DeskFrame
  readonly grant: Grant
  readonly months: number
  readonly today: Day
  readonly mayWrite: boolean
  /** Where it is committed and paid; undefined: it is tied to nothing. */
  readonly money: Money | undefined
  /** Engagements it may be tied to. */
  readonly engagements: readonly { readonly value: string; readonly label: string }[]
  readonly sent: { readonly act: 'publier' | 'engagement'; readonly state: FormState } | undefined
  readonly keysFor: () => HiddenKeys
}) {
  const { site, desk, grant, sent, keysFor } = props
  const state = sent?.act === 'publier' ? sent.state : EMPTY_FORM
  const publication = publicationOf(grant, props)
  return (
    <DeskPage
      site={site}
      desk={desk}
      title={grant.purpose}
      description="Une subvention, ses bénéficiaires, sa publication."
      current={GRANTS.href}
      trail={[GRANTS]}
    >
      <PageHeader kicker={grant.isFictitious ? 'Exemple inventé' : 'Subvention'} title={grant.purpose} />
      <Notice
        kind={grant.publishedAt ? 'success' : publication.isLate ? 'error' : 'info'}
        title={`${publication.words}.`}
      >
        {!grant.publishedAt && <p>Une subvention publiée entre dans les fichiers ouverts.</p>}
      </Notice>
      {grant.importId === null && props.mayWrite && (
        <p>
          <ButtonLink href={`${GRANTS.href}/${grant.id}/corriger`} weight="quiet">
            Corriger cette subvention
          </ButtonLink>
        </p>
      )}
      {!grant.publishedAt && props.mayWrite && (
        <Form action={`${GRANTS.href}/${grant.id}`} keys={keysFor()} state={state}>
          <SubmitRow label="Publier cette subvention" />
        </Form>
      )}
      <Beneficiaries grant={grant} />
      <Section
        id="argent"
        title="L’argent"
        lead="L’engagement met la somme de côté ; chaque paiement est fait par le comptable public."
      >
        <MoneyPart money={props.money} />
        {props.mayWrite && <Tie {...props} />}
      </Section>
      <Section id="reperes" title="Repères">
        <Facts facts={factsOf(grant)} />
      </Section>
    </DeskPage>
  )
}

function Beneficiaries({ grant }: { readonly grant: Grant }) {
  return (
    <Section id="beneficiaires" title="Bénéficiaires">
      <DataTable
        caption="Bénéficiaires et leurs parts"
        captionHidden
        rows={grant.beneficiaries}
        columns={[
          { header: 'Organisation', namesRow: true, cell: ({ name }) => name },
          { header: 'SIRET ou RNA', cell: ({ siret, rna }) => siret ?? rna },
          { header: 'Part', align: 'end', cell: ({ shareMillionths }) => percent(shareMillionths) },
          {
            header: 'Montant',
            align: 'end',
            cell: ({ shareMillionths }) => frenchCents(partOf(grant.totalCents, shareMillionths)),
          },
        ]}
      />
    </Section>
  )
}

function MoneyPart({ money }: { readonly money: Money | undefined }) {
  if (!money) return <p>Cette subvention n’est encore rattachée à aucun engagement.</p>
  const { engagement, payments, paidCents } = money
  return (
    <>
      <p>
        <a href={`/agents/budget/engagements/${engagement.id}`}>
          Engagement {engagement.number ?? 'demandé, pas encore pris'}
        </a>{' '}
        : {frenchCents(engagement.askedCents)}, dont {frenchCents(paidCents)} payés.
      </p>
      <DataTable
        caption="Paiements de cette subvention"
        captionHidden
        rows={payments}
        columns={[
          {
            header: 'Paiement',
            namesRow: true,
            cell: ({ mandateId, mandateNumber }) => (
              <a href={`/budget/paiements/${mandateId}`}>Mandat {mandateNumber}</a>
            ),
          },
          { header: 'Payé le', cell: ({ paidOn }) => formatDay(paidOn) },
          { header: 'Montant', align: 'end', cell: ({ amountCents }) => frenchCents(amountCents) },
        ]}
        empty={<EmptyState title="Aucun paiement n’est encore fait." />}
      />
    </>
  )
}

function Tie({ grant, engagements, sent, keysFor }: Parameters<typeof GrantPage>[0]) {
  const values = { engagement: grant.engagementId ?? '' }
  const state = sent?.act === 'engagement' ? sent.state : { values, errors: {} }
  if (engagements.length === 0)
    return (
      <p>Aucun engagement n’est au nom de ses bénéficiaires : les finances l’ouvrent dans « Budget et paiements ».</p>
    )
  return (
    <Form
      action={`${GRANTS.href}/${grant.id}/engagement`}
      keys={keysFor()}
      state={state}
      keep={{ version: String(grant.version) }}
    >
      <SelectField
        name="engagement"
        label="Engagement qui la paie"
        state={state}
        options={engagements}
        empty="Aucun"
        optional
      />
      <SubmitRow label="Enregistrer l’engagement" />
    </Form>
  )
}

function factsOf(grant: Grant) {
  const { nature, inKindCents, paysFrom, paysUntil, decisionId } = grant
  return [
    { label: 'Attribuée par', value: grant.authorityName },
    { label: 'Montant total', value: frenchCents(grant.totalCents) },
    {
      label: 'Nature',
      value: inKindCents === null ? `${NATURE_WORDS[nature]}, sans dire combien de chaque` : NATURE_WORDS[nature],
    },
    { label: 'Accordée le', value: formatDay(grant.grantedOn) },
    { label: 'Convention', value: grant.signedOn === null ? 'aucune' : formatDay(grant.signedOn) },
    {
      label: 'Décision',
      value:
        decisionId === null ? (
          (grant.decisionReference ?? 'non dite')
        ) : (
          <a href={`/agents/decisions/${decisionId}`}>{grant.decisionReference ?? 'Ouvrir la décision'}</a>
        ),
    },
    { label: 'Base légale', value: grant.legalBasis ?? 'non dite dans le fichier importé' },
    { label: 'Ce qui est payé', value: grant.paidActivity ? ACTIVITY_WORDS[grant.paidActivity] : 'non dit' },
    {
      label: 'Versement',
      value: `${grant.conditions}, ${paysUntil ? formatPeriod(paysFrom, paysUntil) : formatDay(paysFrom)}`,
    },
  ]
}

function percent(millionths: number): string {
  return `${(millionths / 10_000).toLocaleString('fr-FR')}\u202f%`
}
