import { Button, ButtonLink } from '#ui/action'
import { DateField } from '#ui/date-field'
import { DeskPage, Keys } from '#ui/desk'
import { ChoiceField, Form, type FormState, SubmitRow, TextField } from '#ui/form'
import { formatInstant } from '#ui/format'
import { PageHeader, Section } from '#ui/heading'
import { Notice } from '#ui/message'
import { DataTable } from '#ui/table'
import { OFFICES_OF_POLL, type Seat } from '../../sealed/poll.ts'
import { marginOf, type PollKey, type ShareState, sentenceOfMargin } from '../../sealed/shares.ts'
import type { HeldPoll } from '../../store/sealed/index.ts'
import { POLLS, pathOf, type Shell } from './shell.ts'
import { OFFICE_WORDS } from './words.ts'

type Props = Shell & {
  readonly poll: HeldPoll
  readonly seats: readonly Seat[]
  readonly names: ReadonlyMap<string, string>
  readonly pollKey: PollKey | undefined
  readonly shares: readonly ShareState[]
  readonly state: FormState
  readonly isSaved: boolean
}

/** `/agents/scrutins/:slug/places`: the bureau, the commission, who types paper ballots. */
export function SeatsPage(props: Props) {
  const { site, desk, poll, seats } = props
  return (
    <DeskPage
      site={site}
      desk={desk}
      title="Bureau et commission"
      description="Qui tient quelle place dans ce vote."
      current={POLLS.href}
      trail={[POLLS, { label: poll.draft.title, href: pathOf(poll.slug) }]}
    >
      <PageHeader
        kicker={poll.draft.title}
        title="Bureau et commission"
        lead="Le bureau garde la clé qui ouvre les votes. La commission de contrôle regarde ce qui paraît anormal."
      />
      {props.isSaved && <Notice kind="success" title="C’est enregistré." />}
      {OFFICES_OF_POLL.map((office) => (
        <Section id={office} title={OFFICE_WORDS[office]}>
          <SeatTable {...props} seats={seats.filter((seat) => seat.office === office)} caption={OFFICE_WORDS[office]} />
          {office === 'bureau' && <BureauWays {...props} />}
        </Section>
      ))}
      <Section id="donner" title="Donner une place" lead="Seul un administrateur le peut.">
        <SeatForm {...props} />
      </Section>
    </DeskPage>
  )
}

function SeatTable(props: Props & { readonly caption: string }) {
  const { poll, seats, names, shares, keysFor } = props
  return (
    <DataTable
      caption={props.caption}
      captionHidden
      rows={seats}
      columns={[
        { header: 'Place', align: 'end', cell: ({ number }) => number },
        { header: 'Personne', namesRow: true, cell: ({ personId }) => names.get(personId) ?? 'Compte effacé' },
        { header: 'Jusqu’au', cell: ({ until }) => (until ? formatInstant(until) : 'la fin du vote') },
        {
          header: 'Sa part',
          cell: ({ office, number }) => (office === 'bureau' ? shareWords(shares[number - 1]) : '—'),
        },
        {
          header: 'Retirer',
          cell: (seat) => (
            <form action={`${pathOf(poll.slug, 'places')}/${seat.id}/retirer`} method="post">
              <Keys keys={keysFor()} />
              <Button weight="plain">
                Retirer<span class="hidden"> la place de {names.get(seat.personId)}</span>
              </Button>
            </form>
          ),
        },
      ]}
      empty={<p>Aucune place donnée.</p>}
    />
  )
}

/** What is known of a share, in a few words. */
export function shareWords(share: ShareState | undefined): string {
  if (!share) return 'pas encore faite'
  if (share.lostAt) return `perdue, dite le ${formatInstant(share.lostAt)}`
  if (share.provenAt) return `prouvée le ${formatInstant(share.provenAt)}`
  return share.rehearsedAt ? `répétée le ${formatInstant(share.rehearsedAt)}` : 'imprimée, pas encore retapée'
}

function BureauWays({ poll, pollKey: key, shares }: Props) {
  const path = `/scrutins/${poll.slug}/bureau`
  return (
    <>
      {key && <p>{sentenceOfMargin(marginOf(shares, key.threshold))}</p>}
      <p>
        {!poll.isPublished && (
          <ButtonLink href={`${path}/ceremonie`} weight="quiet">
            {key ? 'Refaire la cérémonie' : 'Ouvrir la cérémonie de la clé'}
          </ButtonLink>
        )}{' '}
        {key && (
          <ButtonLink href={`${path}/repetition`} weight="quiet">
            {key.rehearsedAt ? 'Répéter encore' : 'Faire la répétition'}
          </ButtonLink>
        )}
      </p>
    </>
  )
}

function SeatForm({ poll, keysFor, state }: Props) {
  return (
    <Form action={pathOf(poll.slug, 'places')} keys={keysFor()} state={state}>
      <ChoiceField
        name="office"
        label="Fonction"
        options={OFFICES_OF_POLL.map((office) => ({ value: office, label: OFFICE_WORDS[office] }))}
        state={state}
      />
      <TextField
        name="numero"
        label="Numéro de la place"
        hint={`Pour le bureau, de 1 à ${poll.draft.bureau.members} : c’est le numéro de la part.`}
        state={state}
        inputmode="numeric"
        width={4}
      />
      <TextField
        name="adresse"
        label="Adresse mail de son compte"
        state={state}
        type="email"
        autocomplete="off"
        maxlength={200}
      />
      <DateField
        name="jusque"
        label="Dernier jour"
        hint="Pour la saisie du papier. Vide : jusqu’à la fin du vote."
        state={state}
        optional
      />
      <SubmitRow label="Donner la place" />
    </Form>
  )
}
