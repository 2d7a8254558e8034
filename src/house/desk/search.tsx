import type { Context, SearchGroup } from '#platform/context'
import type { Visitor } from '#platform/sessions'
import { type DeskFrame, DeskPage } from '#ui/desk'
import { Form, type FormState, type HiddenKeys, SubmitRow, TextField } from '#ui/form'
import { formatCount } from '#ui/format'
import { PageHeader, Section } from '#ui/heading'
import { EmptyState } from '#ui/message'
import type { SiteFrame } from '#ui/page'

/** What was looked for, and what each module found; nothing was looked for yet when there are no groups. */
export type DeskSearch = { readonly state: FormState; readonly groups?: readonly SearchGroup[] | undefined }

/** Longest question: a sentence. */
export const MOST_WORDS = 120
const MOST_HITS = 10

/** What the desk finds for these words: all that each module shows its agents, or what it shows everybody. */
export async function searchDesk(context: Context, visitor: Visitor, words: string): Promise<readonly SearchGroup[]> {
  const found = await Promise.all(
    context.contributions.map(({ desk, search }) =>
      desk?.search ? desk.search(context.db, words, MOST_HITS, visitor) : search?.(context.db, words, MOST_HITS),
    ),
  )
  return found.filter((group): group is SearchGroup => group !== undefined && group.total > 0)
}

/** `/agents/recherche`. The words travel in the body: they may be somebody's name. */
export function SearchPage(props: {
  readonly site: SiteFrame
  readonly desk: DeskFrame
  readonly keys: HiddenKeys
  readonly search: DeskSearch
}) {
  const { site, desk, keys, search } = props
  const words = search.state.values.mots ?? ''
  return (
    <DeskPage
      site={site}
      desk={desk}
      title="Chercher"
      description="Chercher dans le bureau."
      current="/agents/recherche"
    >
      <PageHeader title="Chercher dans le bureau" />
      <Form action="/agents/recherche" keys={keys} state={search.state}>
        <TextField
          name="mots"
          type="search"
          label="Que cherchez-vous ?"
          hint="Une personne, une commune, un scrutin. Accents et majuscules ne comptent pas."
          state={search.state}
          autocomplete="off"
          maxlength={MOST_WORDS}
        />
        <SubmitRow label="Chercher" />
      </Form>
      {search.groups !== undefined && <Found groups={search.groups} words={words} />}
    </DeskPage>
  )
}

function Found({ groups, words }: { readonly groups: readonly SearchGroup[]; readonly words: string }) {
  if (groups.length === 0) {
    return (
      <EmptyState title={`Rien ne répond à « ${words} ».`}>
        <p>Essayez un seul mot, ou le début d’un nom.</p>
      </EmptyState>
    )
  }
  return groups.map((group, index) => (
    <Section id={`trouve-${index + 1}`} title={group.kind} lead={formatCount(group.total, 'réponse', 'réponses')}>
      <ul class="office-found">
        {group.hits.map((hit) => (
          <li>
            <a href={hit.href}>{hit.title}</a>
            <span class="office-subject">{hit.lead}</span>
          </li>
        ))}
      </ul>
      {group.total > group.hits.length && (
        <p>Les premières réponses seulement : précisez votre question pour les autres.</p>
      )}
    </Section>
  ))
}
