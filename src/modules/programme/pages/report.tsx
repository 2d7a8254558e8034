import { Badge } from '#ui/badge'
import { formatCount, formatDay } from '#ui/format'
import { Section } from '#ui/heading'
import { DownloadList, EntryList } from '#ui/list'
import { EmptyState, Notice } from '#ui/message'
import type { SiteFrame } from '#ui/page'
import { type Money, sumsOf } from '../money.ts'
import {
  byKind,
  type ReportedAction,
  type ReportedOrientation,
  type ReportedThing,
  type YearReport,
} from '../reports/index.ts'
import { writtenCents } from '../words.ts'
import { titleOf } from './branches.tsx'
import { MoneySource, MoneyTables } from './money.tsx'
import { ProgrammePage } from './shell.tsx'
import { SideBySide } from './side-by-side.tsx'

/** `/politique/bilan`: one report a year. */
export function ReportsPage(props: { readonly site: SiteFrame; readonly years: readonly number[] }) {
  const { site, years } = props
  return (
    <ProgrammePage
      site={site}
      path="/politique/bilan"
      tab="/politique/bilan"
      title="Le bilan, année par année"
      lead="Pour chaque orientation : les rendez-vous, les décisions, les chiffres, l’argent."
      description="Le bilan annuel de la politique de l’économie sociale et solidaire, orientation par orientation."
    >
      {years.length === 0 ? (
        <EmptyState title="Aucun programme n’est encore publié.">
          <p>Le bilan de chaque année se fera de lui-même, à partir de ce qui se passe ici.</p>
        </EmptyState>
      ) : (
        <EntryList
          entries={years.map((year) => ({
            href: `/politique/bilan/${year}`,
            kicker: 'Bilan',
            title: String(year),
            lead: 'À lire ici, ou à imprimer.',
          }))}
        />
      )}
    </ProgrammePage>
  )
}

/** `/politique/bilan/2026`: made of what was tagged, followed and paid; nobody writes it. */
export function ReportPage(props: { readonly site: SiteFrame; readonly report: YearReport; readonly isOver: boolean }) {
  const { site, report, isOver } = props
  const { year, programme, ambitions, money } = report
  return (
    <ProgrammePage
      site={site}
      path={`/politique/bilan/${year}`}
      tab="/politique/bilan"
      title={`Bilan ${year}, par orientation`}
      kicker={programme.title}
      lead="Les rendez-vous, les décisions, les chiffres et l’argent de l’année, sous chaque orientation."
      description={`Le bilan ${year} de la politique de l’économie sociale et solidaire, orientation par orientation.`}
    >
      {!isOver && (
        <Notice kind="info" title={`L’année ${year} n’est pas finie.`}>
          <p>Ce bilan dit ce qui est connu aujourd’hui. Il change encore.</p>
        </Notice>
      )}
      {ambitions.map(({ ambition, things, orientations }) => (
        <>
          <Section id={ambition.slug} title={titleOf('Ambition', ambition)}>
            {things.length > 0 && <Things things={things} empty="" />}
            <InShort orientations={orientations} year={year} />
          </Section>
          {orientations.map((each) => (
            <OrientationPart reported={each} money={money} />
          ))}
        </>
      ))}
      <Section id="imprimer" title="Imprimer">
        <DownloadList
          downloads={[
            {
              href: `/politique/bilan/${year}.pdf`,
              format: 'PDF',
              label: `Bilan ${year}`,
              what: 'Le même texte et les mêmes chiffres, lus aussi par une synthèse vocale.',
            },
          ]}
        />
        {report.untaggedCount > 0 && (
          <p class="source">
            {formatCount(report.untaggedCount, 'chose de l’année n’est', 'choses de l’année ne sont')} pas encore
            rattachées à une orientation : elles ne sont pas dans ce bilan.
          </p>
        )}
      </Section>
    </ProgrammePage>
  )
}

/** The year of each orientation in a line. */
function InShort({
  orientations,
  year,
}: {
  readonly orientations: readonly ReportedOrientation[]
  readonly year: number
}) {
  return (
    <ul>
      {orientations.map(({ orientation, things, actions, lines }) => {
        const count = things.length + actions.reduce((sum, each) => sum + each.things.length, 0)
        const sums = sumsOf(lines, 'dedicated')
        return (
          <li>
            <a href={`#${orientation.slug}`}>{titleOf('Orientation', orientation)}</a> :{' '}
            {count === 0 ? 'rien n’y est encore rattaché' : formatCount(count, 'chose rattachée', 'choses rattachées')}
            {sums && `, ${writtenCents(sums.paidCents)} payés en ${year} sur le budget dédié`}.
          </li>
        )
      })}
    </ul>
  )
}

function OrientationPart({ reported, money }: { readonly reported: ReportedOrientation; readonly money: Money }) {
  const { orientation, things, actions, lines } = reported
  return (
    <Section id={orientation.slug} title={titleOf('Orientation', orientation)}>
      <h3>Ce qui s’y rattache</h3>
      <Things things={things} empty="Rien n’est encore rattaché à cette orientation." />
      {actions.map((action) => (
        <ActionPart reported={action} money={money} />
      ))}
      <h3>L’argent</h3>
      {lines.length === 0 ? (
        <p>Aucun montant de {money.year} n’est connu pour ses actions.</p>
      ) : (
        <>
          <MoneyTables lines={lines} year={money.year} />
          <MoneySource money={money} />
        </>
      )}
    </Section>
  )
}

function ActionPart({ reported, money }: { readonly reported: ReportedAction; readonly money: Money }) {
  const { action, step, indicators, things } = reported
  const steps = step === undefined ? [] : [step]
  const values = indicators.flatMap(({ value }) => value ?? [])
  return (
    <div class="year-action">
      <h4>
        <a href={`/politique/actions/${action.slug}`}>{action.title}</a>{' '}
        {action.source.isFictitious && <Badge kind="fictitious" />}
      </h4>
      <SideBySide action={action} followed={{ money, steps, values }} />
      {things.length > 0 && <Things things={things} empty="" />}
    </div>
  )
}

function Things({ things, empty }: { readonly things: readonly ReportedThing[]; readonly empty: string }) {
  if (things.length === 0) return <p>{empty}</p>
  return (
    <>
      {byKind(things).map((group) => (
        <details open>
          <summary>
            {group.label} ({group.things.length})
          </summary>
          <ul>
            {group.things.map(({ title, href, day }) => (
              <li>
                <a href={href}>{title}</a>, {formatDay(day)}
              </li>
            ))}
          </ul>
        </details>
      ))}
    </>
  )
}
