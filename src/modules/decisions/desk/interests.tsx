import { Hono, type Context as HonoContext } from 'hono'
import { done } from '#kernel/result'
import { dayOf } from '#modules/accounts'
import { deskFrame, formKeys, having } from '#platform/sessions'
import { Button } from '#ui/action'
import { type DeskFrame, DeskPage, Keys } from '#ui/desk'
import { EMPTY_FORM, Form, type FormState, type HiddenKeys, SelectField, SubmitRow, TextField } from '#ui/form'
import { PageHeader, Section } from '#ui/heading'
import { EmptyState } from '#ui/message'
import type { SiteFrame } from '#ui/page'
import { DataTable } from '#ui/table'
import { closeInterest, declareInterest } from '../commands/index.ts'
import { INTEREST_KINDS, INTEREST_WORDS, isInForce, type NamedLink } from '../interests.ts'
import type { Day } from '../model.ts'
import { readId, readInterest } from '../reading.ts'
import { frenchDay } from '../standing.ts'
import { listDeclarers, listInterests, type Somebody } from '../store/index.ts'
import { type House, submit, WRITERS } from './parts.tsx'

const PATH = '/agents/interets'

/** `/agents/interets`: the register of links of interest. */
export function interestDesk(house: House): Hono {
  const desk = new Hono()
  desk.get(PATH, having(WRITERS), (c) => show(c, house, EMPTY_FORM, 200))
  desk.post(PATH, having(WRITERS), (c) =>
    submit(c, house, {
      read: readInterest,
      act: (acting, { submission }, link) => declareInterest(acting, { submission, link }),
      next: () => PATH,
      again: (state) => show(c, house, state, 422),
    }),
  )
  desk.post(`${PATH}/:id{[0-9a-f-]{36}}/fin`, having(WRITERS), (c) =>
    submit(c, house, {
      read: () => done(readId(c.req.param('id') ?? '') ?? '00000000-0000-0000-0000-000000000000'),
      act: (acting, { submission }, linkId) => closeInterest(acting, { submission, linkId }),
      next: () => PATH,
      again: ({ problem }) => show(c, house, problem === undefined ? EMPTY_FORM : { ...EMPTY_FORM, problem }, 422),
    }),
  )
  return desk
}

async function show(c: HonoContext, { context, frame }: House, state: FormState, status: 200 | 422) {
  const today = dayOf(context.now())
  const [links, people] = await Promise.all([listInterests(context.db), listDeclarers(context.db, today)])
  const page = { links, people, today, state, keysFor: () => formKeys(c, context) }
  return c.html(<InterestsPage site={frame} desk={await deskFrame(c, context)} {...page} />, status)
}

function InterestsPage(props: {
  readonly site: SiteFrame
  readonly desk: DeskFrame
  readonly links: readonly NamedLink[]
  readonly people: readonly Somebody[]
  readonly today: Day
  readonly state: FormState
  readonly keysFor: () => HiddenKeys
}) {
  const { site, desk, links, people, today, state, keysFor } = props
  return (
    <DeskPage
      site={site}
      desk={desk}
      title="Liens d’intérêt"
      description="Le registre des liens d’intérêt des élus, des membres de comité et des agents."
      current={PATH}
    >
      <PageHeader
        title="Liens d’intérêt"
        lead="Qui a un lien avec une organisation ne voit pas son rapport, ne le vise pas, et quitte la salle au vote."
      />
      <Section id="registre" title="Registre">
        <DataTable
          caption="Liens déclarés"
          captionHidden
          rows={links}
          columns={[
            { header: 'Qui', namesRow: true, cell: ({ displayName }) => displayName },
            { header: 'Organisation', cell: (link) => `${link.organisationName} (${link.organisationId})` },
            { header: 'Lien', cell: ({ kind }) => INTEREST_WORDS[kind] },
            { header: 'Période', cell: periodOf },
            { header: 'Source', cell: ({ source }) => source },
            {
              header: 'Agir',
              cell: (link) =>
                isInForce(link, today) && link.endsOn === null ? (
                  <EndForm link={link} keys={keysFor()} />
                ) : (
                  'Terminé ou daté'
                ),
            },
          ]}
          empty={
            <EmptyState title="Aucun lien n’est déclaré.">
              <p>Les liens déclarés ci-dessous donnent la liste des déports de chaque séance.</p>
            </EmptyState>
          }
        />
      </Section>
      <Section id="declarer" title="Déclarer un lien">
        <InterestForm people={people} state={state} keys={keysFor()} />
      </Section>
    </DeskPage>
  )
}

function InterestForm(props: {
  readonly people: readonly Somebody[]
  readonly state: FormState
  readonly keys: HiddenKeys
}) {
  const { people, state, keys } = props
  return (
    <Form action={PATH} keys={keys} state={state}>
      <SelectField
        name="personne"
        label="Qui"
        state={state}
        empty="Choisissez"
        options={people.map(({ personId, displayName }) => ({ value: personId, label: displayName }))}
      />
      <TextField
        name="organisation"
        label="SIRET ou RNA de l’organisation"
        hint="14 chiffres, ou W et 9 chiffres."
        state={state}
        maxlength={20}
      />
      <TextField name="nom" label="Nom de l’organisation" state={state} maxlength={200} />
      <SelectField
        name="lien"
        label="Lien"
        state={state}
        empty="Choisissez"
        options={INTEREST_KINDS.map((value) => ({ value, label: INTEREST_WORDS[value] }))}
      />
      <TextField name="debut" label="Depuis" type="date" state={state} width={14} />
      <TextField name="fin" label="Jusqu’au" type="date" state={state} optional width={14} />
      <TextField
        name="source"
        label="Qui le dit"
        hint="Une déclaration, une désignation, avec sa date."
        state={state}
        maxlength={300}
      />
      <SubmitRow label="Déclarer ce lien" note="Gardé cinq ans après sa fin, vu des agents seulement." />
    </Form>
  )
}

function EndForm({ link, keys }: { readonly link: NamedLink; readonly keys: HiddenKeys }) {
  return (
    <form action={`${PATH}/${link.id}/fin`} method="post">
      <Keys keys={keys} />
      <Button weight="quiet">
        Terminer aujourd’hui
        <span class="hidden">
          {' '}
          : {link.displayName}, {link.organisationName}
        </span>
      </Button>
    </form>
  )
}

function periodOf({ startsOn, endsOn }: NamedLink): string {
  return endsOn === null ? `Depuis le ${frenchDay(startsOn)}` : `Du ${frenchDay(startsOn)} au ${frenchDay(endsOn)}`
}
