import { ChoiceField, Form, type FormState, SelectField, SubmitRow, TextField } from '#ui/form'
import { PageHeader } from '#ui/heading'
import { type BudgetLine, SECTION_WORDS } from '../../budget/line.ts'
import type { BudgetCode, CodeKind } from '../../budget/nomenclature.ts'
import { BUDGET_DESK } from '../parts.tsx'
import { type Around, BudgetPage } from '../shell.tsx'
import { pathOfYear, YEARS } from './paths.ts'

type NewProps = Around & {
  readonly year: number
  readonly codes: readonly BudgetCode[]
  readonly state: FormState
}

/** `/agents/budget/annees/:year/lignes/ajouter`: a line by nature and by function; its credits come with a decision. */
export function NewLinePage({ site, desk, year, codes, state, keysFor }: NewProps) {
  return (
    <BudgetPage
      site={site}
      desk={desk}
      title="Ajouter une ligne"
      description="Une ligne du budget, par nature et par fonction."
      above={[
        { label: 'Budgets des années', href: YEARS },
        { label: `Budget ${year}`, href: pathOfYear(year) },
      ]}
    >
      <PageHeader
        kicker={`Budget ${year}`}
        title="Ajouter une ligne"
        lead="Elle naît sans crédit : un vote lui en donnera."
      />
      <Form action={`${pathOfYear(year)}/lignes/ajouter`} keys={keysFor()} state={state}>
        <TextField name="nom" label="Nom de la ligne" hint="Ce que le public lira." state={state} maxlength={200} />
        <ChoiceField
          name="sens"
          label="Dépense ou recette ?"
          state={state}
          options={[
            { value: 'expense', label: 'Une dépense' },
            { value: 'receipt', label: 'Une recette' },
          ]}
        />
        <ChoiceField
          name="section"
          label="Section"
          state={state}
          options={[
            { value: 'F', label: SECTION_WORDS.F, hint: 'Ce qui revient chaque année.' },
            { value: 'I', label: SECTION_WORDS.I, hint: 'Ce qui dure : bâtiments, équipements, parts.' },
          ]}
        />
        <Codes codes={codes} state={state} />
        <PerimeterField state={state} />
        <TextField
          name="code"
          label="Code de la ligne"
          hint="Le même d’une année à l’autre. Vide : il est fait de la section, de l’article et de la fonction."
          state={state}
          optional
          maxlength={60}
          width={24}
        />
        <SubmitRow label="Ajouter cette ligne" ways={[{ label: 'Ne rien ajouter', href: pathOfYear(year) }]} />
      </Form>
    </BudgetPage>
  )
}

function Codes({ codes, state }: Pick<NewProps, 'codes' | 'state'>) {
  const optionsOf = (kind: CodeKind) =>
    codes.filter((each) => each.kind === kind).map(({ code, label }) => ({ value: code, label: `${code} ${label}` }))
  return (
    <>
      <SelectField
        name="chapitre"
        label="Chapitre"
        state={state}
        options={optionsOf('chapter')}
        empty="Choisissez un chapitre"
      />
      <SelectField
        name="nature"
        label="Article, par nature"
        state={state}
        options={optionsOf('nature')}
        empty="Choisissez un article"
      />
      <SelectField
        name="fonction"
        label="Fonction"
        state={state}
        options={optionsOf('function')}
        empty="Choisissez une fonction"
      />
    </>
  )
}

function PerimeterField({ state }: { readonly state: FormState }) {
  return (
    <ChoiceField
      name="perimetre"
      label="Périmètre"
      hint="Les deux ne s’additionnent jamais sans le dire."
      state={state}
      options={[
        { value: 'dedicated', label: 'Dédiée à l’ESS', hint: 'La ligne ne sert que l’ESS.' },
        { value: 'transversal', label: 'Transversale', hint: 'Une autre politique qui sert aussi l’ESS.' },
      ]}
    />
  )
}

type ChangeProps = Around & { readonly line: BudgetLine; readonly state: FormState }

/** `/agents/budget/lignes/:id/modifier`: its name and its perimeter; its code and its credits stay. */
export function ChangeLinePage({ site, desk, line, state, keysFor }: ChangeProps) {
  const here = `${BUDGET_DESK}/lignes/${line.id}`
  return (
    <BudgetPage
      site={site}
      desk={desk}
      title="Renommer la ligne"
      description="Changer le nom ou le périmètre d’une ligne."
      above={[
        { label: `Budget ${line.year}`, href: pathOfYear(line.year) },
        { label: line.label, href: here },
      ]}
    >
      <PageHeader
        kicker={`${SECTION_WORDS[line.section]} ${line.year}, ligne ${line.code}`}
        title="Renommer la ligne"
        lead="Ni le code ni les crédits ne changent."
      />
      <Form
        action={`${here}/modifier`}
        keys={keysFor()}
        state={state}
        keep={{ 'nom-lu': line.label, 'perimetre-lu': line.perimeter }}
      >
        <TextField name="nom" label="Nom de la ligne" state={state} maxlength={200} />
        <PerimeterField state={state} />
        <SubmitRow label="Enregistrer" ways={[{ label: 'Ne rien changer', href: here }]} />
      </Form>
    </BudgetPage>
  )
}
