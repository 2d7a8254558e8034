import { frenchCents } from '#kernel/money'
import { ButtonLink } from '#ui/action'
import { Badge } from '#ui/badge'
import { type DeskFrame, DeskPage } from '#ui/desk'
import { PageHeader, Section } from '#ui/heading'
import { EntryList } from '#ui/list'
import { EmptyState } from '#ui/message'
import type { SiteFrame } from '#ui/page'
import { DataTable } from '#ui/table'
import { DIRECTION_WORDS, type ExecutedLine, PERIMETER_WORDS } from '../budget/line.ts'
import type { Work } from '../store/budget/work.ts'
import { AUTHORISATIONS } from './authorisations-pages.tsx'
import { BUDGET_DESK, DelayTold } from './parts.tsx'
import { RECEIVABLES } from './receivables-pages.tsx'
import { SETTINGS } from './settings/settings-page.tsx'
import { YEARS } from './years/paths.ts'

type Props = {
  readonly site: SiteFrame
  readonly desk: DeskFrame
  readonly work: readonly Work[]
  /** An instructor. */
  readonly mayAsk: boolean
  readonly year: number | undefined
  readonly lines: readonly ExecutedLine[]
}

/** `/agents/budget`: what waits, then every line of the year with what is left on it. */
export function WorkPage({ site, desk, work, mayAsk, year, lines }: Props) {
  return (
    <DeskPage
      site={site}
      desk={desk}
      title="Budget et paiements"
      description="Ce qui attend les finances, et ce qui reste sur chaque ligne."
      current={BUDGET_DESK}
      publicFace={{ label: 'Voir le budget publié', href: '/budget' }}
    >
      <PageHeader
        title="Budget et paiements"
        lead="Journal de suivi ; il ne remplace pas la comptabilité tenue par le comptable public."
      >
        {lines.length > 0 && mayAsk && <ButtonLink href={`${BUDGET_DESK}/demander`}>Demander un engagement</ButtonLink>}
      </PageHeader>
      <Section id="attend" title="Ce qui attend">
        <DataTable
          caption="Demandes, liquidations et mandats en attente"
          captionHidden
          rows={work}
          columns={[
            {
              header: 'Dépense',
              namesRow: true,
              cell: ({ purpose, engagementId }) => <a href={`${BUDGET_DESK}/engagements/${engagementId}`}>{purpose}</a>,
            },
            { header: 'À faire', cell: ({ kind }) => TO_DO[kind] },
            { header: 'Bénéficiaire', cell: ({ payeeName }) => payeeName },
            { header: 'Montant', align: 'end', cell: ({ amountCents }) => frenchCents(amountCents) },
            { header: 'À payer', cell: ({ delay }) => <DelayTold delay={delay} /> },
          ]}
          empty={
            <EmptyState title="Rien n’attend.">
              <p>Les demandes d’engagement, les liquidations et les mandats paraîtront ici.</p>
            </EmptyState>
          }
        />
      </Section>
      <Lines year={year} lines={lines} />
      <Elsewhere />
    </DeskPage>
  )
}

function Lines({ year, lines }: Pick<Props, 'year' | 'lines'>) {
  return (
    <Section id="lignes" title={year === undefined ? 'Lignes' : `Lignes de ${year}`}>
      <DataTable
        caption="Lignes du budget et ce qu’il en reste"
        captionHidden
        rows={lines}
        columns={[
          {
            header: 'Ligne',
            namesRow: true,
            cell: ({ id, label, code }) => (
              <>
                <a href={`${BUDGET_DESK}/lignes/${id}`}>{label}</a> ({code})
              </>
            ),
          },
          {
            header: 'Sens',
            cell: ({ direction, perimeter }) => `${DIRECTION_WORDS[direction]}, ${PERIMETER_WORDS[perimeter]}`,
          },
          { header: 'Ouvert', align: 'end', cell: (line) => frenchCents(openedOf(line)) },
          { header: 'Engagé', align: 'end', cell: ({ execution }) => frenchCents(execution.engagedCents) },
          { header: 'Payé', align: 'end', cell: ({ execution }) => frenchCents(execution.paidCents) },
          { header: 'Disponible', align: 'end', cell: ({ execution }) => frenchCents(execution.availableCents) },
        ]}
        detailOf={({ isFictitious }) => (isFictitious ? <Badge kind="fictitious" /> : undefined)}
        empty={
          <EmptyState title="Aucun budget n’est ouvert.">
            <p>
              <a href={YEARS}>Ouvrez une année</a>, écrivez ses lignes, puis proposez leurs crédits.
            </p>
          </EmptyState>
        }
      />
    </Section>
  )
}

function Elsewhere() {
  return (
    <Section id="tenir" title="Tenir le budget">
      <EntryList
        level={3}
        entries={[
          {
            href: YEARS,
            title: 'Budgets des années',
            lead: 'Ouvrir une année, ses lignes, proposer et ouvrir des crédits, clore.',
          },
          {
            href: AUTHORISATIONS,
            title: 'Autorisations sur plusieurs années',
            lead: 'AE, AP et leurs crédits de paiement.',
          },
          {
            href: RECEIVABLES,
            title: 'Titres de recette',
            lead: 'Ce qui est dû au territoire, et ce qui est encaissé.',
          },
          { href: SETTINGS, title: 'Réglages et nomenclatures', lead: 'Délais, limites et codes, avec leur source.' },
        ]}
      />
    </Section>
  )
}

function openedOf({ direction, execution, receipts }: ExecutedLine) {
  return direction === 'expense' ? execution.openedCents : receipts.forecastCents
}

const TO_DO: Readonly<Record<Work['kind'], string>> = {
  check: 'Vérifier la demande',
  sign: 'Signer la liquidation',
  mandate: 'Émettre le mandat',
  rejected: 'Répondre au comptable',
  pay: 'Noter le paiement',
}
