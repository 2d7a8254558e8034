import { Badge } from '#ui/badge'
import { Section } from '#ui/heading'
import { Notice } from '#ui/message'
import type { SiteFrame } from '#ui/page'
import { DataTable } from '#ui/table'
import { DIRECTION_WORDS, SECTION_WORDS } from '../budget/line.ts'
import { STAGE_WORDS } from '../budget/stage.ts'
import type { PublicStage, PublicYear } from '../published/model.ts'
import { CitedTotals, Means } from './cited.tsx'
import { BudgetShell, HOME } from './shell.tsx'
import { InBrief, WhereItComesFrom, WhereItGoes } from './where.tsx'
import { euros, OurSource, sourceOfStage } from './words.tsx'

/** `/budget/2026`: one year, from what was proposed to what is paid. */
export function YearPage(props: {
  readonly site: SiteFrame
  readonly year: PublicYear
  readonly years: readonly number[]
}) {
  const { site, year, years } = props
  const isOpen = year.stages.some((stage) => stage.isOpen)
  return (
    <BudgetShell
      site={site}
      path={`${HOME}/${year.year}`}
      title={`Le budget ${year.year}`}
      lead="Ce qui a été proposé, ce que les élus ont décidé, et ce qui est payé."
      description={`Le budget de l’économie sociale et solidaire en ${year.year} : étapes, lignes, paiements.`}
      years={years}
      badges={year.isClosed ? <Badge kind="closed">Comptes arrêtés</Badge> : undefined}
    >
      {!isOpen && (
        <Notice kind="warning" title="Ce budget est proposé, il n’est pas décidé.">
          <p>Les élus n’ont pas encore voté. Ces montants peuvent changer, et rien ne peut être dépensé.</p>
        </Notice>
      )}
      {isOpen && <InBrief site={site} year={year} />}
      <CitedTotals years={[year]} />
      {isOpen && <WhereItGoes site={site} year={year} withExecution />}
      {isOpen && <WhereItComesFrom site={site} year={year} />}
      <Stages site={site} year={year} />
      <Means years={[year]} />
    </BudgetShell>
  )
}

type StageRow = PublicStage & { readonly total: PublicStage['totals'][number] }

/** Each stage with its decision: what is proposed is said so, and is in no other total. */
function Stages({ site, year }: { readonly site: SiteFrame; readonly year: PublicYear }) {
  if (year.stages.length === 0) return null
  const rows = year.stages.flatMap((stage) => stage.totals.map((total): StageRow => ({ ...stage, total })))
  return (
    <Section id="etapes" title="Les étapes du budget" lead="Un montant proposé n’est pas un montant décidé.">
      <DataTable
        caption={`Étapes du budget ${year.year}`}
        captionHidden
        rows={rows}
        columns={[
          { header: 'Étape', namesRow: true, cell: (stage) => nameOf(stage) },
          { header: 'Décision', cell: (stage) => <StageStanding stage={stage} /> },
          {
            header: 'Section',
            cell: ({ total }) => `${SECTION_WORDS[total.section]}, ${DIRECTION_WORDS[total.direction].toLowerCase()}`,
          },
          { header: 'Montant', align: 'end', cell: ({ total }) => euros(total.cents) },
        ]}
      />
      <OurSource
        territoryName={site.territoryName}
        when={`année ${year.year}`}
        isFictitious={year.lines.some(({ isFictitious }) => isFictitious)}
      />
    </Section>
  )
}

function StageStanding({ stage }: { readonly stage: PublicStage }) {
  const { producer, url } = sourceOfStage(stage)
  if (stage.source !== null && stage.standing.kind === 'proposed' && stage.isOpen)
    return (
      <>
        Publié par{' '}
        {url === undefined ? (
          producer
        ) : (
          <a href={url} rel="noreferrer">
            {producer}
          </a>
        )}
      </>
    )
  return (
    <>
      <Badge kind={stage.standing.kind} /> {stage.standing.told}
    </>
  )
}

function nameOf({ kind, number, title }: PublicStage): string {
  const name = kind === 'dm' || kind === 'move' ? `${STAGE_WORDS[kind]} ${number}` : STAGE_WORDS[kind]
  return title === name ? name : `${name} : ${title}`
}
