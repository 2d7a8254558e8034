import { Button, ButtonLink } from '#ui/action'
import { DeskPage, Keys } from '#ui/desk'
import { FileField } from '#ui/file-field'
import { Form, type FormState, SubmitRow, TextArea, TextField } from '#ui/form'
import { formatAmount, formatCount } from '#ui/format'
import { PageHeader, Section } from '#ui/heading'
import { EmptyState, Notice } from '#ui/message'
import { MoneyField } from '#ui/money-field'
import { DataTable } from '#ui/table'
import type { LineFault, ReadOption } from '../../sealed/options-file.ts'
import type { ShownOption } from '../../sealed/poll.ts'
import type { HeldPoll } from '../../store/sealed/index.ts'
import { POLLS, pathOf, type Shell } from './shell.ts'

export const PICTURE_LIMITS = {
  formats: ['JPEG', 'PNG', 'WebP'],
  accept: '.jpg,.jpeg,.png,.webp',
  largestBytes: 10_000_000,
} as const

type OfPoll = Shell & { readonly poll: HeldPoll }

function trailOf({ slug, draft }: HeldPoll) {
  return [POLLS, { label: draft.title, href: pathOf(slug) }]
}

/** `/agents/scrutins/:slug/projets`: what is put to the vote. */
export function OptionsPage(props: OfPoll & { readonly options: readonly ShownOption[]; readonly isSaved: boolean }) {
  const { site, desk, poll, options } = props
  const path = pathOf(poll.slug, 'projets')
  return (
    <DeskPage
      site={site}
      desk={desk}
      title="Projets soumis au vote"
      description="Les projets du vote."
      current={POLLS.href}
      trail={trailOf(poll)}
    >
      <PageHeader
        kicker={poll.draft.title}
        title="Projets soumis au vote"
        lead={`${formatCount(options.length, 'projet', 'projets')}. L’ordre sera tiré au sort à la publication, et chaque votant les verra dans un ordre différent.`}
      >
        <p>
          <ButtonLink href={`${path}/nouveau`} icon="plus">
            Ajouter un projet
          </ButtonLink>{' '}
          <ButtonLink href={`${path}/importer`} weight="quiet">
            Importer un fichier
          </ButtonLink>
        </p>
      </PageHeader>
      {props.isSaved && <Notice kind="success" title="C’est enregistré." />}
      <OptionTable {...{ poll, options }} />
    </DeskPage>
  )
}

function OptionTable({ poll, options }: { readonly poll: HeldPoll; readonly options: readonly ShownOption[] }) {
  const path = pathOf(poll.slug, 'projets')
  return (
    <DataTable
      caption="Projets"
      captionHidden
      rows={options}
      columns={[
        { header: 'Code', cell: ({ code }) => code },
        { header: 'Projet', namesRow: true, cell: ({ code, name }) => <a href={`${path}/${code}`}>{name}</a> },
        { header: 'Lieu', cell: ({ place }) => place ?? '—' },
        { header: 'Coût', align: 'end', cell: ({ cost }) => <Cost cost={cost} /> },
        { header: 'Texte', cell: ({ summary }) => (summary === '' ? 'à écrire' : 'oui') },
        { header: 'Image', cell: ({ pictureWords }) => (pictureWords === null ? 'non' : 'oui') },
      ]}
      empty={
        <EmptyState
          title="Aucun projet pour l’instant."
          action={{ label: 'Ajouter un projet', href: `${path}/nouveau` }}
        >
          <p>Écrivez-les un par un, ou importez un tableau.</p>
        </EmptyState>
      }
    />
  )
}

function Cost({ cost }: { readonly cost: bigint | null }) {
  return <>{cost === null ? '—' : formatAmount({ units: cost, currency: 'EUR', decimals: 2 })}</>
}

/** `/agents/scrutins/:slug/projets/:code`, and `/nouveau`. */
export function OptionPage(
  props: OfPoll & { readonly option: ShownOption | undefined; readonly state: FormState; readonly hasBudget: boolean },
) {
  const { site, desk, keysFor, poll, option, state } = props
  const path = pathOf(poll.slug, 'projets')
  const title = option?.name ?? 'Ajouter un projet'
  return (
    <DeskPage
      site={site}
      desk={desk}
      title={title}
      description="Un projet soumis au vote."
      current={POLLS.href}
      trail={[...trailOf(poll), { label: 'Projets', href: path }]}
    >
      <PageHeader kicker={poll.draft.title} title={title} />
      <Form action={option ? `${path}/${option.code}` : `${path}/nouveau`} keys={keysFor()} state={state} files>
        <OptionFields {...{ option, state }} hasBudget={props.hasBudget} />
        <SubmitRow label="Enregistrer" ways={[{ label: 'Revenir aux projets', href: path }]} />
      </Form>
      {option && (
        <Section id="retirer" title="Retirer ce projet">
          <form action={`${path}/${option.code}/retirer`} method="post">
            <Keys keys={keysFor()} />
            <Button weight="danger">Retirer du vote</Button>
          </form>
        </Section>
      )}
    </DeskPage>
  )
}

function OptionFields(props: {
  readonly option: ShownOption | undefined
  readonly state: FormState
  readonly hasBudget: boolean
}) {
  const { option, state } = props
  return (
    <>
      {!option && (
        <TextField
          name="code"
          label="Code"
          hint="Court et sans accent, comme « P12 » : il identifie le projet dans le résultat publié."
          state={state}
          maxlength={40}
          width={12}
        />
      )}
      <TextField name="nom" label="Nom du projet" state={state} maxlength={200} />
      <TextArea
        name="texte"
        label="Ce que le projet change"
        hint="Deux ou trois phrases simples."
        state={state}
        maxlength={2000}
      />
      <TextField name="lieu" label="Lieu" state={state} maxlength={120} optional />
      <MoneyField name="cout" label="Coût" state={state} optional={!props.hasBudget} />
      <FileField
        name="image"
        label="Image"
        hint={option?.pictureWords ? 'Une nouvelle image remplace celle d’avant.' : undefined}
        state={state}
        limits={PICTURE_LIMITS}
        optional
      />
      <TextField
        name="image-mots"
        label="Ce que l’image montre"
        hint="Pour qui ne la voit pas."
        state={state}
        maxlength={300}
        optional
      />
    </>
  )
}

/** `/agents/scrutins/:slug/projets/importer`: a file read line by line, then accepted. */
export function ImportOptionsPage(
  props: OfPoll & {
    readonly state: FormState
    readonly read:
      | { readonly options: readonly ReadOption[]; readonly faults: readonly LineFault[]; readonly text: string }
      | undefined
  },
) {
  const { site, desk, keysFor, poll, state, read } = props
  const path = pathOf(poll.slug, 'projets/importer')
  return (
    <DeskPage
      site={site}
      desk={desk}
      title="Importer des projets"
      description="Lire un tableau de projets."
      current={POLLS.href}
      trail={[...trailOf(poll), { label: 'Projets', href: pathOf(poll.slug, 'projets') }]}
    >
      <PageHeader
        kicker={poll.draft.title}
        title="Importer des projets"
        lead="Le fichier est d’abord lu ligne par ligne. Rien n’est ajouté avant que vous l’ayez accepté."
      />
      {read && <ReadFile {...{ poll, read, keysFor, path }} />}
      <Form action={path} keys={keysFor()} state={state} files>
        <FileField
          name="fichier"
          label="Tableau des projets"
          hint="CSV dont la première ligne nomme les colonnes : code, nom, texte, lieu, coût. Ou un fichier Pabulib (.pb)."
          state={state}
          limits={{ formats: ['CSV', 'Pabulib'], accept: '.csv,.pb,text/csv', largestBytes: 2_000_000 }}
        />
        <SubmitRow label="Lire ce fichier" weight={read ? 'main' : undefined} />
      </Form>
    </DeskPage>
  )
}

function ReadFile(props: {
  readonly poll: HeldPoll
  readonly read: NonNullable<Parameters<typeof ImportOptionsPage>[0]['read']>
  readonly keysFor: Shell['keysFor']
  readonly path: string
}) {
  const { read, keysFor, path } = props
  return (
    <>
      {read.faults.length > 0 && (
        <Section id="fautes" title="Lignes à corriger" lead="Elles ne seront pas ajoutées.">
          <DataTable
            caption="Lignes à corriger"
            captionHidden
            rows={read.faults}
            columns={[
              { header: 'Ligne', align: 'end', namesRow: true, cell: ({ line }) => line },
              { header: 'Ce qui ne va pas', cell: ({ sentence }) => sentence },
            ]}
          />
        </Section>
      )}
      {read.options.length > 0 && (
        <Section id="lus" title={`${formatCount(read.options.length, 'projet lu', 'projets lus')}`}>
          <DataTable
            caption="Projets lus"
            captionHidden
            rows={read.options}
            columns={[
              { header: 'Ligne', align: 'end', cell: ({ line }) => line },
              { header: 'Code', cell: ({ code }) => code },
              { header: 'Projet', namesRow: true, cell: ({ name }) => name },
              { header: 'Lieu', cell: ({ place }) => place ?? '—' },
              { header: 'Coût', align: 'end', cell: ({ cost }) => <Cost cost={cost} /> },
            ]}
          />
          <Form action={`${path}/accepter`} keys={keysFor()} keep={{ lignes: read.text }}>
            <SubmitRow
              label={`Ajouter ${formatCount(read.options.length, 'projet', 'projets')}`}
              note="Un projet dont le code existe déjà est remplacé."
            />
          </Form>
        </Section>
      )}
    </>
  )
}
