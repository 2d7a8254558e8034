import { Button, ButtonLink } from '#ui/action'
import { DeskPage } from '#ui/desk'
import { FileField } from '#ui/file-field'
import { Form, SubmitRow, TextArea } from '#ui/form'
import { formatCount } from '#ui/format'
import { PageHeader, Section } from '#ui/heading'
import { EmptyState, Notice } from '#ui/message'
import { DataTable } from '#ui/table'
import { nameOf } from '../../pages/assemblies/result.tsx'
import type { MembersFile } from '../../sealed/assembly/forms.ts'
import { ASSEMBLIES_PATH, type Held, pathOf, trailOf } from './shell.ts'

export const MEMBERS_LIMITS = { formats: ['CSV'], accept: '.csv,text/csv', largestBytes: 1_000_000 } as const

/** What was read of a list, and the text it was read from: nothing is written yet. */
export type Preview = MembersFile & { readonly text: string }

/** `/agents/assemblees/:slug/membres`: the list, and a new one tried before it is written. */
export function MembersPage(props: Held & { readonly preview?: Preview | undefined }) {
  const { site, desk, assembly, room, preview } = props
  return (
    <DeskPage
      site={site}
      desk={desk}
      title="Membres"
      description="Les membres d’une assemblée, par collège."
      current={ASSEMBLIES_PATH}
      trail={trailOf(assembly)}
    >
      <PageHeader kicker={assembly.title} title="Membres" lead={formatCount(room.members.length, 'membre', 'membres')}>
        {room.members.length > 0 && assembly.codeSeed && (
          <ButtonLink href={pathOf(assembly, 'codes.pdf')} weight="quiet">
            Codes à imprimer (PDF)
          </ButtonLink>
        )}
      </PageHeader>
      {preview ? <PreviewSection {...props} preview={preview} /> : <ListForm {...props} />}
      <Section id="liste" title="La liste">
        <DataTable
          caption="Membres"
          captionHidden
          rows={room.members}
          columns={[
            { header: 'N°', align: 'end', cell: ({ number }) => number },
            { header: 'Nom', namesRow: true, cell: ({ name }) => name },
            { header: 'Collège', cell: ({ college }) => nameOf(assembly, college) },
          ]}
          empty={
            <EmptyState title="Aucun membre pour le moment.">
              <p>Collez la liste ou déposez un fichier : vous la relirez avant de l’enregistrer.</p>
            </EmptyState>
          }
        />
      </Section>
    </DeskPage>
  )
}

function ListForm({ assembly, keys, state }: Held) {
  if (assembly.state !== 'preparation') return null
  return (
    <Section id="nouvelle" title="Donner la liste" lead="Elle remplace la liste d’avant, avec ses codes.">
      <Form action={pathOf(assembly, 'membres')} keys={keys} state={state} files>
        <TextArea
          name="liste"
          label="Un membre par ligne"
          hint="Par exemple : Léa Martin ; Salariés."
          rows={8}
          state={state}
          optional
        />
        <FileField
          name="fichier"
          label="Ou un fichier CSV"
          hint="Deux colonnes : nom, collège, séparées par un point-virgule."
          state={state}
          optional
          limits={MEMBERS_LIMITS}
        />
        <SubmitRow label="Lire la liste" note="Rien n’est encore enregistré : vous relirez d’abord." />
      </Form>
    </Section>
  )
}

function PreviewSection({ assembly, keys, preview }: Held & { readonly preview: Preview }) {
  const { members, faults, text } = preview
  return (
    <Section id="relecture" title="À relire" lead={`${formatCount(members.length, 'membre lu', 'membres lus')}.`}>
      {faults.length > 0 && (
        <Notice kind="error" title="Corrigez ces lignes, puis donnez la liste de nouveau.">
          <ul>
            {faults.slice(0, 100).map(({ line, sentence }) => (
              <li>
                Ligne {line} : {sentence}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      <DataTable
        caption="Membres lus"
        rows={members.slice(0, 200)}
        columns={[
          { header: 'Nom', namesRow: true, cell: ({ name }) => name },
          { header: 'Collège', cell: ({ college }) => nameOf(assembly, college) },
        ]}
        empty={<p>Aucun membre n’a été lu.</p>}
      />
      {faults.length === 0 && members.length > 0 && (
        <Form action={pathOf(assembly, 'membres')} keys={keys} keep={{ liste: text, accord: 'oui' }}>
          <Button>Enregistrer cette liste</Button>
        </Form>
      )}
      <p>
        <a href={pathOf(assembly, 'membres')}>Revenir sans enregistrer</a>
      </p>
    </Section>
  )
}
