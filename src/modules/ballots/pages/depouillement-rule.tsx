import type { Child } from 'hono/jsx'
import type { Completion, GreedyRule, PresetName, Rule, TieOrder, Utility } from '#kernel/tally'

/** The rule and its parameters, each with one plain sentence. The island greys what does not apply to the file. */
export function RuleForm() {
  return (
    <form class="rule-form" data-form="rule">
      <fieldset class="rules">
        <legend>Comment passe-t-on des bulletins aux projets financés ?</legend>
        {KINDS.map(({ value, label, hint }, index) => (
          <label class="rule">
            <input type="radio" name="regle" value={value} checked={index === 0} />
            <span class="rule-name">{label}</span>
            <span class="rule-hint">{hint}</span>
          </label>
        ))}
      </fieldset>
      <div class="fields">
        <Choice
          name="reglage"
          label="Réglages tout prêts"
          of="equal-shares greedy phragmen max-welfare"
          options={PRESETS}
        >
          Ceux d’un outil ou d’une ville, pour retrouver le même résultat.
        </Choice>
        <Choice name="complement" label="S’il reste de l’argent" of="equal-shares" options={COMPLETIONS}>
          Les parts égales laissent souvent un reste : que devient-il ?
        </Choice>
        <Choice
          name="utilite"
          label="Ce qui compte pour un votant"
          of="equal-shares greedy max-welfare"
          options={UTILITIES}
        >
          Ce que la règle essaie de donner à chacun.
        </Choice>
        <Choice name="ordre" label="Classer les projets" of="greedy" options={ORDERS}>
          Par ce que chaque unité d’argent apporte, ou par le total.
        </Choice>
        <Choice name="trop-cher" label="Un projet trop cher pour le reste" of="greedy" options={WHEN_TOO_DEAR}>
          Quand son tour vient et que l’argent ne suffit plus.
        </Choice>
        <div class="field" data-of="greedy">
          <label for="seuil">Seuil pour être retenu</label>
          <input
            id="seuil"
            name="seuil"
            type="number"
            min="0"
            step="1"
            inputmode="numeric"
            aria-describedby="seuil-aide"
          />
          <p id="seuil-aide" class="hint">
            Un projet qui a moins de votes (ou de points) est écarté. Vide : pas de seuil.
          </p>
        </div>
        <Choice
          name="egalites"
          label="En cas d’égalité exacte"
          of="equal-shares greedy phragmen max-welfare"
          options={TIES}
        >
          L’ordre qui départage deux projets que rien d’autre ne sépare.
        </Choice>
      </div>
      <p class="rule-share">
        <button type="button" class="button button-quiet" data-act="share">
          Copier l’adresse avec cette règle
        </button>{' '}
        <button type="reset" class="button button-quiet">
          Revenir aux réglages de départ
        </button>
      </p>
    </form>
  )
}

type Option<Value extends string> = { readonly value: Value | ''; readonly label: string }

/** @param of  rules this parameter belongs to */
function Choice<Value extends string>(props: {
  readonly name: string
  readonly label: string
  readonly of: string
  readonly options: readonly Option<Value>[]
  readonly children: Child
}) {
  const { name, label, of, options } = props
  return (
    <div class="field" data-of={of}>
      <label for={name}>{label}</label>
      <select id={name} name={name} aria-describedby={`${name}-aide`}>
        {options.map((option) => (
          <option value={option.value}>{option.label}</option>
        ))}
      </select>
      <p id={`${name}-aide`} class="hint">
        {props.children}
      </p>
    </div>
  )
}

const KINDS = [
  {
    value: 'equal-shares',
    label: 'Parts égales',
    hint: 'Chaque votant a la même part du budget. Un projet est financé quand ceux qui l’ont choisi peuvent le payer ensemble.',
  },
  {
    value: 'greedy',
    label: 'Les plus choisis d’abord',
    hint: 'Du projet le plus choisi au moins choisi, tant que l’argent suffit. La règle la plus courante.',
  },
  {
    value: 'phragmen',
    label: 'Phragmén',
    hint: 'Chaque projet pèse sur ceux qui l’ont choisi. On prend toujours celui qui laisse la charge la plus légère.',
  },
  {
    value: 'max-welfare',
    label: 'Le plus grand total',
    hint: 'Parmi tous les groupes de projets que l’argent permet, celui qui obtient le plus grand total.',
  },
] as const satisfies readonly { value: Rule['kind']; label: string; hint: string }[]

const PRESETS: readonly Option<PresetName>[] = [
  { value: '', label: 'Ceux de ce site' },
  { value: 'equalshares.net', label: 'Le calculateur equalshares.net' },
  { value: 'pabutools', label: 'La bibliothèque pabutools' },
  { value: 'wieliczka-2023', label: 'Wieliczka (Pologne), 2023' },
  { value: 'swiecie-2023', label: 'Świecie (Pologne), 2023' },
  { value: 'assen-2024', label: 'Assen (Pays-Bas), 2024' },
]

const COMPLETIONS: readonly Option<Completion>[] = [
  { value: '', label: 'Comme le réglage tout prêt' },
  { value: 'none', label: 'On ne le dépense pas' },
  { value: 'utilitarian', label: 'Il va aux projets les plus choisis' },
  { value: 'add1', label: 'On recommence avec des parts plus grandes' },
  { value: 'add1-utilitarian', label: 'Parts plus grandes, puis les plus choisis' },
]

const UTILITIES: readonly Option<Utility>[] = [
  { value: '', label: 'Selon les bulletins' },
  { value: 'cost', label: 'L’argent mis dans ses projets' },
  { value: 'cardinality', label: 'Le nombre de ses projets financés' },
  { value: 'points', label: 'Les points qu’il a donnés' },
  { value: 'borda', label: 'Son classement (Borda)' },
  { value: 'positions', label: 'Son classement (3, 2, 1…)' },
]

const ORDERS: readonly Option<GreedyRule['by']>[] = [
  { value: '', label: 'Comme le réglage tout prêt' },
  { value: 'per-cost', label: 'Par unité d’argent' },
  { value: 'total', label: 'Par le total' },
]

const WHEN_TOO_DEAR: readonly Option<GreedyRule['whenTooDear']>[] = [
  { value: '', label: 'Comme le réglage tout prêt' },
  { value: 'skip', label: 'On le passe et on continue' },
  { value: 'stop', label: 'On s’arrête là' },
]

const TIES: readonly Option<TieOrder>[] = [
  { value: '', label: 'Comme le réglage tout prêt' },
  { value: 'cost-votes', label: 'Le moins cher, puis le plus choisi' },
  { value: 'id', label: 'Le plus petit numéro' },
]
