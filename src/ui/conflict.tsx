import type { Child } from 'hono/jsx'
import { Form, type HiddenKeys, SubmitRow } from '#ui/form'
import { Icon } from '#ui/icon'

/** One field that two people have written differently. */
export type Difference = {
  readonly name: string
  readonly label: string
  readonly mine: string
  readonly theirs: string
}

type Texts = Readonly<Record<string, string>>

/**
 * What a `ConflictForm` needs and gives back, for a form whose fields two people may have changed.
 *
 * @param labels  of those fields, by name, in the order they are shown
 * @param plain   a text as it is compared: what differs by less is the same
 */
export function conflictOf(labels: Texts, plain: (text?: string) => string) {
  return {
    /** Fields that two people have written differently. */
    differencesOf: (mine: Texts, theirs: Texts): readonly Difference[] =>
      Object.entries(labels)
        .map(([name, label]) => ({ name, label, mine: plain(mine[name]), theirs: plain(theirs[name]) }))
        .filter((each) => each.mine !== each.theirs),

    /** What was chosen between two texts: « garder-NAME » says whose stands. */
    settled: (sent: Texts, theirs: Texts): Texts => {
      const kept = Object.keys(labels).filter((name) => sent[`garder-${name}`] === 'le-leur')
      return { ...sent, ...Object.fromEntries(kept.map((name) => [name, theirs[name] ?? ''])) }
    },

    /** The texts that were not chosen: they are kept beside. */
    unkept: (sent: Texts, theirs: Texts) =>
      Object.entries(labels).flatMap(([name, label]) => {
        const chosen = sent[`garder-${name}`]
        return chosen === undefined
          ? []
          : [{ name, label, content: plain((chosen === 'le-leur' ? sent : theirs)[name]) }]
      }),
  }
}

/**
 * Somebody saved the same thing meanwhile: both texts are shown and both are kept. For each field the reader says which
 * stands: the answer is `garder-NAME`, « le-mien » or « le-leur », and what they wrote comes back as `NAME`.
 *
 * @param who   whose text is saved now, as « Léa Martin »
 * @param when  already in French: « aujourd’hui à 14 h 05 »
 */
export function ConflictForm(props: {
  readonly action: string
  readonly keys: HiddenKeys
  readonly who: string
  readonly when: string
  readonly differences: readonly Difference[]
  /** Fields that do not differ, and the version both texts started from. */
  readonly keep?: Readonly<Record<string, string>> | undefined
  readonly children?: Child
}) {
  const mine = Object.fromEntries(props.differences.map(({ name, mine }) => [name, mine]))
  return (
    <div class="conflict">
      <p class="conflict-told">
        <Icon name="people" />
        <span>
          <strong>
            {props.who} a enregistré ce texte {props.when}, pendant que vous écriviez.
          </strong>{' '}
          Rien n’est perdu : voici les deux. Choisissez celui qui reste ; l’autre est gardé dans l’historique.
        </span>
      </p>
      <Form action={props.action} keys={props.keys} keep={{ ...props.keep, ...mine }}>
        {props.differences.map((difference) => (
          <DifferenceChoice difference={difference} />
        ))}
        {props.children}
        <SubmitRow label="Garder mes choix" />
      </Form>
    </div>
  )
}

function DifferenceChoice({ difference }: { readonly difference: Difference }) {
  const { name, label, mine, theirs } = difference
  return (
    <fieldset class="form-field">
      <legend class="field-label">{label}</legend>
      <div class="conflict-texts">
        <KeptText name={name} value="le-mien" title="Votre texte" text={mine} isChosen />
        <KeptText name={name} value="le-leur" title="Le texte enregistré entre-temps" text={theirs} isChosen={false} />
      </div>
    </fieldset>
  )
}

function KeptText(props: {
  readonly name: string
  readonly value: 'le-mien' | 'le-leur'
  readonly title: string
  readonly text: string
  readonly isChosen: boolean
}) {
  const id = `champ-garder-${props.name}-${props.value}`
  return (
    <div class="option">
      <input
        id={id}
        type="radio"
        name={`garder-${props.name}`}
        value={props.value}
        checked={props.isChosen}
        aria-describedby={`${id}-texte`}
      />
      <label for={id}>{props.title}</label>
      <p class="conflict-text" id={`${id}-texte`}>
        {props.text === '' ? <em>(vide)</em> : props.text}
      </p>
    </div>
  )
}
