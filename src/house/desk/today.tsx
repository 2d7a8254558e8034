import type { DeskTask } from '#platform/context'
import { ButtonLink } from '#ui/action'
import { type DeskFrame, DeskPage } from '#ui/desk'
import { formatDay } from '#ui/format'
import { PageHeader, Section } from '#ui/heading'
import { Icon, type IconName } from '#ui/icon'
import { EmptyState } from '#ui/message'
import type { SiteFrame } from '#ui/page'
import { DataTable } from '#ui/table'
import type { DayOfEvents } from './coming.ts'
import { dayOf, namedDay } from './days.ts'
import { EventList } from './event-list.tsx'

/** `/agents`: what is to be done today, then what comes. */
export function TodayPage(props: {
  readonly site: SiteFrame
  readonly desk: DeskFrame
  readonly now: Date
  readonly tasks: readonly DeskTask[]
  readonly coming: readonly DayOfEvents[]
}) {
  const { site, desk, now, tasks, coming } = props
  const isForToday = ({ urgency }: DeskTask) => urgency === 'late' || urgency === 'today'
  const later = tasks.filter((task) => !isForToday(task))
  return (
    <DeskPage site={site} desk={desk} title="À faire" description="Le travail du jour." current="/agents">
      <PageHeader title="À faire aujourd’hui" lead={`Nous sommes le ${namedDay(dayOf(now))}.`} />
      <TaskTable caption="À faire aujourd’hui" tasks={tasks.filter(isForToday)} />
      {later.length > 0 && (
        <Section id="ensuite" title="Ensuite">
          <TaskTable caption="À faire les prochains jours" tasks={later} />
        </Section>
      )}
      <Section id="a-venir" title="Les quatorze jours à venir">
        {coming.length === 0 ? (
          <p>Rien n’est inscrit au calendrier d’ici deux semaines.</p>
        ) : (
          <EventList days={coming} level={3} />
        )}
        <p>
          <ButtonLink href="/agents/calendrier" weight="quiet">
            Ouvrir le calendrier
          </ButtonLink>
        </p>
      </Section>
    </DeskPage>
  )
}

function TaskTable({ caption, tasks }: { readonly caption: string; readonly tasks: readonly DeskTask[] }) {
  if (tasks.length === 0) {
    return (
      <EmptyState title="Rien ne vous attend aujourd’hui.">
        <p>Ce qui demande un geste de votre part s’inscrit ici tout seul, avec sa date.</p>
      </EmptyState>
    )
  }
  return (
    <DataTable
      caption={caption}
      captionHidden
      rows={tasks}
      stateOf={({ urgency }) => urgency}
      columns={[
        { header: 'Tâche', namesRow: true, cell: (task) => <a href={task.href}>{task.label}</a> },
        { header: 'Sujet', cell: (task) => task.subject },
        { header: 'Quand', cell: (task) => <Urgency task={task} /> },
        { header: 'Date', cell: (task) => (task.dueAt === null ? 'sans date' : formatDay(dayOf(task.dueAt))) },
      ]}
    />
  )
}

function Urgency({ task }: { readonly task: DeskTask }) {
  const { words, icon } = URGENCIES[task.urgency]
  return (
    <span class={`urgency urgency-${task.urgency}`}>
      <Icon name={icon} /> {words}
    </span>
  )
}

const URGENCIES: Readonly<Record<DeskTask['urgency'], { readonly words: string; readonly icon: IconName }>> = {
  late: { words: 'En retard', icon: 'warning' },
  today: { words: 'Aujourd’hui', icon: 'arrow' },
  soon: { words: 'Bientôt', icon: 'circle' },
  later: { words: 'Plus tard', icon: 'circle' },
}
