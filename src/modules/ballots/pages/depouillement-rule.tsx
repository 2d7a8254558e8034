import { KINDS, PARAMETERS, type Parameter } from './depouillement-parameters.ts'

/** The rule and its parameters, each with one plain sentence. The island hides what does not apply. */
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
        {PARAMETERS.map((parameter) => (
          <Choice parameter={parameter} />
        ))}
        <Threshold />
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

function Choice({ parameter }: { readonly parameter: Parameter }) {
  const { name, label, hint, of, options } = parameter
  return (
    <div class="field" data-of={of.join(' ')}>
      <label for={name}>{label}</label>
      <select id={name} name={name} aria-describedby={`${name}-aide`}>
        {options.map(({ value, label: words, said }) => (
          <option value={value} data-said={said}>
            {words}
          </option>
        ))}
      </select>
      <p id={`${name}-aide`} class="hint">
        {hint}
      </p>
    </div>
  )
}

function Threshold() {
  return (
    <div class="field" data-of="greedy">
      <label for="seuil">Seuil pour être retenu</label>
      <input id="seuil" name="seuil" type="number" min="0" step="1" inputmode="numeric" aria-describedby="seuil-aide" />
      <p id="seuil-aide" class="hint">
        Un projet qui a moins de votes (ou de points) est écarté. Vide : pas de seuil.
      </p>
    </div>
  )
}
