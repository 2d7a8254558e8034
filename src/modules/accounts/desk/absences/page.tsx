import { Button } from '#ui/action'
import { DeskPage, Keys } from '#ui/desk'
import { EMPTY_FORM, ErrorSummary, Form, type FormState, SelectField, SubmitRow, TextField } from '#ui/form'
import { formatPeriod } from '#ui/format'
import { PageHeader, Section } from '#ui/heading'
import { EmptyState, Notice } from '#ui/message'
import { DataTable } from '#ui/table'
import type { Absence, RoleHolder } from '../../store/index.ts'
import type { Visit } from '../visit.ts'
import { DoneNotice } from '../words.tsx'

type NamedAbsence = Absence & { readonly displayName: string }

type AbsencesProps = {
  readonly visit: Visit
  readonly year: number
  readonly absences: readonly NamedAbsence[]
  /** Days among the thirty to come when fewer than two people can give and confirm a role. */
  readonly short: readonly string[]
  /** For whom an administrator may note an absence. */
  readonly colleagues: readonly RoleHolder[]
  readonly state: FormState
}

/** `/agents/absences`: a year, month by month. */
export function AbsencesPage(props: AbsencesProps) {
  const { visit, year, short } = props
  const isOfTheForm = Object.hasOwn(props.state.values, 'debut')
  return (
    <DeskPage
      site={visit.site}
      desk={visit.desk}
      title={`Absences ${year}`}
      description="Qui est absent, et quand."
      current="/agents/absences"
    >
      <PageHeader
        title={`Absences ${year}`}
        lead="Qui est là pour décider à deux. On note les jours, jamais la raison."
      />
      <DoneNotice done={visit.done} />
      {!isOfTheForm && <ErrorSummary state={props.state} />}
      {short.length > 0 && (
        <Notice kind="warning" title="Certains jours, il manquera une deuxième personne.">
          <ul>
            {short.map((period) => (
              <li>{period}</li>
            ))}
          </ul>
          <p>
            Le nombre entre parenthèses est celui des présents. Nommez une personne suppléante, ou décalez une absence.
          </p>
        </Notice>
      )}
      <Year {...props} />
      <nav class="orders" aria-label="Changer d’année">
        <ul>
          {[year - 1, year + 1].map((other) => (
            <li>
              <a href={`/agents/absences?annee=${other}`}>{other}</a>
            </li>
          ))}
        </ul>
      </nav>
      <Declare {...props} state={isOfTheForm ? props.state : EMPTY_FORM} />
    </DeskPage>
  )
}

function Year({ year, absences, visit }: AbsencesProps) {
  const months = MONTHS.map((name, index) => {
    const [first, last] = [
      `${year}-${String(index + 1).padStart(2, '0')}-01`,
      `${year}-${String(index + 1).padStart(2, '0')}-31`,
    ]
    return { name, rows: absences.filter(({ startsOn, endsOn }) => startsOn <= last && endsOn >= first) }
  }).filter(({ rows }) => rows.length > 0)
  if (months.length === 0) {
    return (
      <EmptyState title="Aucune absence notée cette année.">
        <p>Notez les vôtres ci-dessous : la plateforme prévient quand il ne reste plus assez de monde.</p>
      </EmptyState>
    )
  }
  return months.map(({ name, rows }, index) => (
    <Section id={`mois-${index + 1}`} title={name}>
      <DataTable
        caption={`Absences en ${name.toLowerCase()}`}
        captionHidden
        rows={rows}
        columns={[
          { header: 'Qui', namesRow: true, cell: ({ displayName }) => displayName },
          { header: 'Quand', cell: ({ startsOn, endsOn }) => formatPeriod(startsOn, endsOn) },
          { header: 'Corriger', cell: (absence) => <Withdraw absence={absence} visit={visit} /> },
        ]}
      />
    </Section>
  ))
}

function Withdraw({ absence, visit }: { readonly absence: NamedAbsence; readonly visit: Visit }) {
  if (!visit.isAdministrator && absence.personId !== visit.visitor.personId) return <>non</>
  return (
    <form action={`/agents/absences/${absence.id}/retirer`} method="post">
      <Keys keys={visit.keys()} />
      <Button weight="quiet">
        Retirer<span class="hidden"> l’absence de {absence.displayName}</span>
      </Button>
    </form>
  )
}

function Declare({ visit, colleagues, state }: AbsencesProps) {
  return (
    <Section id="noter" title="Noter une absence">
      <Form action="/agents/absences" keys={visit.keys()} state={state}>
        {colleagues.length > 0 && (
          <SelectField
            name="personne"
            label="Qui"
            state={state}
            empty="Moi"
            options={colleagues
              .filter(({ personId }) => personId !== visit.visitor.personId)
              .map(({ personId, displayName }) => ({ value: personId, label: displayName }))}
          />
        )}
        <TextField name="debut" type="date" label="Premier jour" state={state} width={12} />
        <TextField name="fin" type="date" label="Dernier jour" state={state} width={12} />
        <SubmitRow label="Noter cette absence" />
      </Form>
    </Section>
  )
}

const MONTHS = 'Janvier Février Mars Avril Mai Juin Juillet Août Septembre Octobre Novembre Décembre'.split(' ')
