import { writtenDay } from '#kernel/calendar'
import { Button } from '#ui/action'
import { DateField } from '#ui/date-field'
import { type DeskFrame, DeskPage, Keys } from '#ui/desk'
import { Form, type FormState, type HiddenKeys, SubmitRow, TextField } from '#ui/form'
import { formatCount, formatInstant } from '#ui/format'
import { PageHeader, Section } from '#ui/heading'
import { EmptyState, Notice } from '#ui/message'
import type { SiteFrame } from '#ui/page'
import { DataTable } from '#ui/table'
import type { HeldChange, NeutralPeriod } from './periods.ts'

const PATH = '/agents/periodes'

type Props = {
  readonly site: SiteFrame
  readonly desk: DeskFrame
  readonly periods: readonly NeutralPeriod[]
  readonly held: readonly HeldChange[]
  /** Who reads the page: nobody approves what they wrote. */
  readonly personId: string
  readonly maySet: boolean
  readonly state: FormState
  readonly keeping: FormState
  readonly keysFor: () => HiddenKeys
  readonly problem?: string | undefined
}

/** `/agents/periodes`: neutral words and a second person, while an election comes. */
export function PeriodsPage(props: Props) {
  const { problem } = props
  return (
    <DeskPage
      site={props.site}
      desk={props.desk}
      title="Annonces et élections"
      description="Les périodes avant les élections, et les annonces qui attendent une deuxième personne."
      current={PATH}
    >
      <PageHeader
        title="Annonces et élections"
        lead="Avant une élection, les annonces gardent des mots neutres, et ce qui fait connaître la collectivité attend une deuxième personne."
      />
      {problem !== undefined && <Notice kind="error" title={problem} />}
      <Held {...props} />
      <Periods {...props} />
      {props.maySet && <Keeping {...props} />}
    </DeskPage>
  )
}

function Held({ held, personId, keysFor }: Props) {
  return (
    <Section id="accord" title="En attente d’un accord" lead="Code électoral, article L52-1.">
      {held.length === 0 && (
        <EmptyState title="Rien n’attend.">
          <p>Pendant une période, les annonces qui font connaître la collectivité s’arrêtent ici.</p>
        </EmptyState>
      )}
      <ul class="entries">
        {held.map((change) => (
          <li class="entry">
            <p class="kicker">
              {formatInstant(change.toldAt)} · {formatCount(change.peopleCount, 'personne', 'personnes')}
            </p>
            <h3 class="entry-title">
              <a href={change.href}>{change.sentence}</a>
            </h3>
            {change.toldBy === personId ? (
              <p class="hint">Vous l’avez écrite : une autre personne doit donner son accord.</p>
            ) : (
              <form action={`${PATH}/accord`} method="post">
                <Keys keys={keysFor()} />
                <input type="hidden" name="objet" value={change.object} />
                <input type="hidden" name="etat" value={change.state} />
                <Button weight="quiet">
                  Laisser partir<span class="hidden"> : {change.sentence}</span>
                </Button>
              </form>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}

function Periods({ periods, maySet, state, keysFor }: Props) {
  return (
    <Section id="periodes" title="Périodes avant les élections">
      <DataTable
        caption="Périodes avant les élections"
        captionHidden
        rows={periods}
        columns={[
          { header: 'Élection', namesRow: true, cell: ({ name }) => name },
          { header: 'Du', cell: ({ startsOn }) => writtenDay(startsOn) },
          { header: 'Au', cell: ({ endsOn }) => writtenDay(endsOn) },
          ...(maySet
            ? [
                {
                  header: 'Retirer',
                  cell: ({ id, name }: NeutralPeriod) => (
                    <form action={`${PATH}/retirer`} method="post">
                      <Keys keys={keysFor()} />
                      <input type="hidden" name="periode" value={id} />
                      <Button weight="plain">
                        Retirer<span class="hidden"> {name}</span>
                      </Button>
                    </form>
                  ),
                },
              ]
            : []),
        ]}
        empty={
          <EmptyState title="Aucune période n’est notée.">
            <p>Notez-en une dès que la date d’une élection est connue.</p>
          </EmptyState>
        }
      />
      {maySet && (
        <Form action={PATH} keys={keysFor()} state={state}>
          <TextField name="nom" label="Élection" hint="Par exemple : départementales." state={state} maxlength={120} />
          <DateField name="debut" label="Premier jour" state={state} />
          <DateField name="fin" label="Dernier jour" state={state} />
          <SubmitRow label="Noter cette période" />
        </Form>
      )}
    </Section>
  )
}

function Keeping({ keeping, keysFor }: Props) {
  return (
    <Section id="conservation" title="Combien de temps les messages sont gardés">
      <Form action={`${PATH}/conservation`} keys={keysFor()} state={keeping}>
        <TextField
          name="mois"
          label="Nombre de mois"
          hint="Après, ils sont effacés. D’ordinaire 24."
          state={keeping}
          inputmode="numeric"
          width={4}
        />
        <SubmitRow label="Enregistrer" />
      </Form>
    </Section>
  )
}
