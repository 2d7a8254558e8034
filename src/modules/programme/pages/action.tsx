import { dayIn } from '#kernel/calendar'
import type { Standing } from '#modules/decisions'
import { formatDay } from '#ui/format'
import { Section } from '#ui/heading'
import { EntryList } from '#ui/list'
import type { SiteFrame } from '#ui/page'
import type { IndicatorValue, PlacedAction, Publication } from '../model.ts'
import { linesOf, type MoneyLine } from '../money.ts'
import { writtenCents } from '../words.ts'
import { ActionFacts, GoalList, IndicatorPart, MoneyPart, StepList } from './action-parts.tsx'
import { titleOf } from './branches.tsx'
import { OriginLine, ProgrammePage, StandingLine } from './shell.tsx'
import { type Followed, SideBySide } from './side-by-side.tsx'
import { type Stop, Way } from './way.tsx'

/** Something tagged with the action. */
export type TaggedEntry = {
  readonly title: string
  readonly href: string
  readonly day: string
  readonly kindLabel: string
}

type Props = {
  readonly site: SiteFrame
  readonly placed: PlacedAction
  readonly publication: Publication
  readonly standing: Standing
  readonly followed: Followed
  /** Pages of its partners in the directory, by SIREN. */
  readonly partnerPages: ReadonlyMap<string, string>
  readonly things: readonly TaggedEntry[]
}

/** `/politique/actions/:slug`: what it is, how far it has come, what it costs, side by side. */
export function ActionPage(props: Props) {
  const { site, placed, standing, followed } = props
  const { action } = placed
  const lines = linesOf(action, followed.money)
  return (
    <ProgrammePage
      site={site}
      path={`/politique/actions/${action.slug}`}
      tab="/politique"
      title={action.title}
      lead={action.words}
      kicker={action.source.isFictitious ? 'Action · fictive' : 'Action'}
      description={`${action.title} : l’avancement, l’argent et les chiffres de cette action.`}
      actions={
        <>
          <StandingLine standing={standing} />
          <OriginLine origin={action.source} />
        </>
      }
    >
      <Way label="De l’ambition au paiement" stops={stopsOf(placed, lines, followed.money.year)} />
      <Section
        id="cote-a-cote"
        title="D’un coup d’œil"
        lead="Ce qui est fait, et l’argent : l’un à côté de l’autre, car l’un peut avancer sans l’autre."
      >
        <SideBySide action={action} followed={followed} />
      </Section>
      <Details {...props} lines={lines} />
    </ProgrammePage>
  )
}

function Details({
  placed,
  publication,
  followed,
  partnerPages,
  things,
  lines,
}: Props & { readonly lines: readonly MoneyLine[] }) {
  const { action } = placed
  const { money, steps, values, placeNames } = followed
  return (
    <>
      <Section
        id="argent"
        title="Combien d’argent ?"
        lead="Ouvert : ce qu’elle peut dépenser. Engagé : ce qui est promis. Payé : ce qui est versé."
      >
        <MoneyPart action={action} lines={lines} money={money} />
      </Section>
      <Section id="avancement" title="Où en est-elle ?">
        <StepList steps={steps} />
        {action.indicators.map((indicator) => (
          <IndicatorPart indicator={indicator} values={valuesOf(indicator.slug, values)} />
        ))}
      </Section>
      {things.length > 0 && (
        <Section id="faits" title="Ce qui s’y rattache">
          <EntryList
            level={3}
            entries={things.map(({ title, href, day, kindLabel }) => ({
              title,
              href,
              kicker: `${kindLabel} · ${formatDay(day)}`,
            }))}
          />
        </Section>
      )}
      {action.goals.length > 0 && (
        <Section
          id="objectifs"
          title="Objectifs de développement durable"
          lead="Ceux des Nations unies qu’elle sert, sur dix-sept."
        >
          <GoalList goals={action.goals} />
        </Section>
      )}
      <Section id="qui" title="Qui, où, sur quelle base ?">
        <ActionFacts action={action} placeNames={placeNames} partnerPages={partnerPages} />
        <p class="source">
          Version {publication.number} du programme, publiée le {formatDay(dayIn(publication.publishedAt))}.
        </p>
      </Section>
    </>
  )
}

/** Up to the ambition, down to the payments of each line. */
function stopsOf(
  { ambition, orientation, action }: PlacedAction,
  lines: readonly MoneyLine[],
  year: number,
): readonly Stop[] {
  return [
    { title: titleOf('Ambition', ambition), href: `/politique#${ambition.slug}` },
    { title: titleOf('Orientation', orientation), href: `/politique#${orientation.slug}` },
    { title: action.title, detail: 'Vous êtes ici.' },
    ...lines.map(({ code, label, paidCents }) => ({
      title: `Ligne de budget\u00a0: ${label}`,
      href: `/budget/lignes/${code}`,
      detail: `${writtenCents(paidCents)} payés en ${year}. Chaque paiement est sur sa page.`,
      isBelow: true,
    })),
  ]
}

function valuesOf(indicator: string, values: readonly IndicatorValue[]): readonly IndicatorValue[] {
  return values.filter((value) => value.indicator === indicator)
}
