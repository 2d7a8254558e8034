import { frenchCents } from '#kernel/money'
import { DeskPage } from '#ui/desk'
import { Form, SubmitRow } from '#ui/form'
import { formatDay, formatPeriod } from '#ui/format'
import { PageHeader, Section } from '#ui/heading'
import { Facts } from '#ui/list'
import { Notice } from '#ui/message'
import { DataTable } from '#ui/table'
import type { Weighed } from '../counters.ts'
import { type GrantDraft, partOf } from '../model.ts'
import { ACTIVITY_WORDS, DE_MINIMIS_WORDS, NATURE_WORDS } from '../sentences.ts'
import { centsOf, countOf, type Settings } from '../settings.ts'
import { GRANTS, type Sent, type Shell } from './parts.ts'

/** A grant read again before it is recorded, with its two counters. */
export function ReviewPage(
  props: Shell &
    Sent & {
      readonly action: string
      readonly draft: GrantDraft
      readonly weighed: readonly Weighed[]
      readonly settings: Settings
      /** Everything that was written, sent again with the form. */
      readonly keep: Readonly<Record<string, string>>
    },
) {
  const { site, desk, action, draft, weighed, settings, keep, keys, state } = props
  return (
    <DeskPage
      site={site}
      desk={desk}
      title="Relire la subvention"
      description="Une subvention, relue avant d’être enregistrée."
      current={GRANTS.href}
      trail={[GRANTS]}
    >
      <PageHeader kicker="Pas encore enregistrée" title={draft.purpose} />
      <Alerts draft={draft} weighed={weighed} settings={settings} />
      <Counters weighed={weighed} settings={settings} />
      <Section id="relire" title="Ce que vous allez enregistrer">
        <Facts facts={factsOf(draft)} />
        <Form action={action} keys={keys} state={state} keep={{ ...keep, etape: 'relue' }}>
          <SubmitRow
            label="Enregistrer cette subvention"
            note="Elle sera dans la liste de vos subventions. La publier est un autre acte."
            others={[{ label: 'Modifier', name: 'suite', value: 'modifier' }]}
          />
        </Form>
      </Section>
    </DeskPage>
  )
}

function Counters({ weighed, settings }: { readonly weighed: readonly Weighed[]; readonly settings: Settings }) {
  return (
    <>
      <Section
        id="annee"
        title="Le total de l’année, pour la convention"
        lead={`Au-dessus de ${frenchCents(centsOf(settings, 'convention-cents'))} dans l’année civile, une convention est obligatoire. Cette subvention est comptée.`}
      >
        <DataTable
          caption="Total de l’année par bénéficiaire"
          captionHidden
          rows={weighed}
          columns={[
            { header: 'Bénéficiaire', namesRow: true, cell: ({ name }) => name },
            { header: 'Année', align: 'end', cell: ({ year }) => year },
            { header: 'En argent', align: 'end', cell: ({ cashCents }) => frenchCents(cashCents) },
            { header: 'Avec le nature', align: 'end', cell: ({ withInKindCents }) => frenchCents(withInKindCents) },
          ]}
        />
      </Section>
      <Section
        id="douze-mois"
        title="Les douze mois, pour la publication"
        lead={`Au-dessus de ${frenchCents(centsOf(settings, 'publication-cents'))} sur douze mois civils qui se suivent, la loi oblige à publier.`}
      >
        <DataTable
          caption="Total sur douze mois par bénéficiaire"
          captionHidden
          rows={weighed}
          columns={[
            { header: 'Bénéficiaire', namesRow: true, cell: ({ name }) => name },
            { header: 'Sur douze mois', align: 'end', cell: (each) => frenchCents(each.twelveMonthsCents) },
            {
              header: 'Publication',
              cell: ({ isPublicationDue }) =>
                isPublicationDue
                  ? `Obligatoire, dans les ${countOf(settings, 'publication-months')} mois`
                  : 'Pas obligatoire, mais possible',
            },
          ]}
        />
      </Section>
    </>
  )
}

function Alerts({
  draft,
  weighed,
  settings,
}: {
  readonly draft: GrantDraft
  readonly weighed: readonly Weighed[]
  readonly settings: Settings
}) {
  const threshold = frenchCents(centsOf(settings, 'convention-cents'))
  const [due, doubtful] = (['cash', 'with-in-kind'] as const).map((duty) =>
    weighed.filter((each) => each.duty === duty).map(({ name }) => name),
  )
  if (draft.signedOn !== null) return null
  return (
    <>
      {due!.length > 0 && (
        <Notice kind="warning" title="Une convention est obligatoire.">
          <p>
            {due!.join(', ')} : plus de {threshold} en argent dans l’année. Faites signer une convention, puis notez-la
            ici.
          </p>
        </Notice>
      )}
      {doubtful!.length > 0 && (
        <Notice kind="warning" title="Demandez au service juridique si une convention est obligatoire.">
          <p>
            {doubtful!.join(', ')} : plus de {threshold} dans l’année, mais seulement avec ce qui est donné en nature.
          </p>
        </Notice>
      )}
    </>
  )
}

function factsOf(draft: GrantDraft) {
  const { paysFrom, paysUntil, inKindCents, deMinimis } = draft
  return [
    ...draft.beneficiaries.map((each) => ({
      label: each.name,
      value: `${each.siret ?? each.rna} · ${(each.shareMillionths / 10_000).toLocaleString('fr-FR')}\u202f% · ${frenchCents(partOf(draft.totalCents, each.shareMillionths))}`,
    })),
    { label: 'Montant total', value: frenchCents(draft.totalCents) },
    {
      label: 'Nature',
      value:
        draft.nature === 'both'
          ? `${NATURE_WORDS.both}, dont ${frenchCents(inKindCents!)} en nature`
          : NATURE_WORDS[draft.nature],
    },
    { label: 'Décision', value: draft.decisionReference ?? 'aucune ici' },
    { label: 'Accordée le', value: formatDay(draft.grantedOn) },
    { label: 'Convention', value: draft.signedOn === null ? 'aucune' : `signée le ${formatDay(draft.signedOn)}` },
    { label: 'Base légale', value: draft.legalBasis },
    { label: 'Ce qui est payé', value: ACTIVITY_WORDS[draft.paidActivity] },
    ...(draft.economicBasis === null ? [] : [{ label: 'Avis du juridique', value: draft.economicBasis }]),
    { label: 'De minimis', value: deMinimis === null ? 'non' : DE_MINIMIS_WORDS[deMinimis] },
    {
      label: 'Versement',
      value: `${draft.conditions}, ${paysUntil ? formatPeriod(paysFrom, paysUntil) : formatDay(paysFrom)}`,
    },
  ]
}
