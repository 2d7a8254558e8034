import { holdsAll, wordsOf } from '#kernel/search'
import { EMPTY_FORM, ErrorSummary, type FormState, type HiddenKeys } from '#ui/form'
import { formatCount } from '#ui/format'
import { Icon } from '#ui/icon'
import { Notice } from '#ui/message'
import type { ShownOption } from '../../sealed/poll.ts'
import { closingOf, placeAndCost, scriptData, VotePage } from './parts.tsx'
import type { Visit } from './visit.ts'
import { mostOf, ruleOf } from './words.ts'

/** What one looks for among the options, without JavaScript. */
export type Sought = { readonly words: string; readonly place: string }

type ChooseProps = {
  readonly visit: Visit
  readonly keys: HiddenKeys
  readonly sought: Sought
  /** Codes ticked in a form that came back. */
  readonly ticked?: readonly string[]
  readonly state?: FormState
  /** The visitor asked to do without the script. */
  readonly isPlain: boolean
}

/** The form every box belongs to, wherever it stands in the page. */
const FORM = 'choix'

/** `/scrutins/:slug/voter`: choose. */
export function ChoosePage(props: ChooseProps) {
  const { visit, state = EMPTY_FORM, isPlain } = props
  const ticked = props.ticked ?? tickedIn(visit)
  const byScript = visit.basket === undefined && !isPlain
  return (
    <VotePage
      visit={visit}
      step={0}
      title={visit.poll.manifest.question}
      lead={`${ruleOf(visit.poll)} ${closingOf(visit)}`}
      bar={<Bar visit={visit} byScript={byScript} />}
      scripted={byScript}
    >
      <ErrorSummary state={state} />
      {visit.recorded && <AlreadyRecorded visit={visit} />}
      <div class="vote-choose" data-vote={byScript ? 'choose' : undefined} {...scriptData(visit)}>
        <div data-told />
        {byScript ? (
          <noscript>
            <ChoiceForm {...props} />
          </noscript>
        ) : (
          <ChoiceForm {...props} />
        )}
        <Finder {...props} byScript={byScript} />
        <Cards {...props} ticked={ticked} byScript={byScript} />
      </div>
      {byScript && (
        <p class="hint vote-plain" data-plain>
          Rien ne bouge quand vous touchez un projet ?{' '}
          <a href={`${visit.paths.choose}?simple`}>Voter sans JavaScript</a>
        </p>
      )}
    </VotePage>
  )
}

/**
 * The form itself, which the boxes name. Where scripts run it does not exist, so no choice can be sent in clear, even before
 * the script is there.
 */
function ChoiceForm({ visit, keys }: ChooseProps) {
  return (
    <form id={FORM} method="post" action={visit.paths.choose}>
      <input type="hidden" name="envoi" value={keys.submission} />
      <input type="hidden" name="jeton" value={keys.token} />
      <p class="hint">
        Sans JavaScript, vos choix passent par notre serveur : il les voit, et ne les garde pas. Ils restent chez vous,
        dans un cookie chiffré.
      </p>
    </form>
  )
}

// What it says without a script stays true whatever is ticked; the script counts.
function Bar({ visit, byScript }: { readonly visit: Visit; readonly byScript: boolean }) {
  const button = (
    <button type="submit" class="button button-main" form={FORM} name="acte" value="relire">
      <Icon name="arrow" /> Relire mes choix
    </button>
  )
  return (
    <>
      <p class="vote-left" role="status" data-left>
        <strong>{mostOf(visit.poll)}</strong>
      </p>
      {byScript ? (
        <>
          <a class="button button-main" href={visit.paths.review} data-on hidden>
            <Icon name="arrow" /> Relire mes choix
          </a>
          <noscript>{button}</noscript>
        </>
      ) : (
        button
      )}
    </>
  )
}

function Finder(props: ChooseProps & { readonly byScript: boolean }) {
  const { visit, sought, byScript } = props
  if (visit.options.length < FEW && !isSeeking(sought)) return null
  const places = [...new Set(visit.options.flatMap(({ place }) => place ?? []))].toSorted((a, b) =>
    a.localeCompare(b, 'fr'),
  )
  const shown = soughtOptions(props)
  const finder = (
    <div class="vote-finder">
      <label for="mots">Chercher un projet</label>
      <input class="field-input" id="mots" type="search" name="mots" value={sought.words} form={FORM} maxlength={100} />
      {places.length > 1 && (
        <>
          <label for="lieu">Lieu</label>
          <select class="field-input field-select" id="lieu" name="lieu" form={FORM}>
            <option value="">Partout</option>
            {places.map((place) => (
              <option selected={place === sought.place}>{place}</option>
            ))}
          </select>
        </>
      )}
      {!byScript && (
        <button type="submit" class="button button-quiet" form={FORM} name="acte" value="chercher">
          <Icon name="search" /> Chercher
        </button>
      )}
      <p role="status" data-found>
        {isSeeking(sought) ? (
          <>
            {formatCount(shown.length, 'projet', 'projets')} sur {visit.options.length}.{' '}
            <a href={visit.paths.choose}>Tout voir</a>
          </>
        ) : (
          `${formatCount(visit.options.length, 'projet', 'projets')}, dans un ordre tiré au sort.`
        )}
      </p>
      {byScript && (
        <button type="button" class="button button-quiet" data-all hidden>
          Tout voir
        </button>
      )}
    </div>
  )
  // What only the script can do is shown by the script.
  return byScript ? (
    <div data-finder hidden>
      {finder}
    </div>
  ) : (
    finder
  )
}

/** Fewer are read at a glance. */
const FEW = 7

function Cards(props: ChooseProps & { readonly ticked: readonly string[]; readonly byScript: boolean }) {
  const { visit, ticked, state = EMPTY_FORM } = props
  const shown = soughtOptions(props)
  return (
    <fieldset class="vote-cards" id="champ-choix" tabindex={-1} aria-describedby={state.errors.choix && 'choix-erreur'}>
      <legend class="hidden">{ruleOf(visit.poll)}</legend>
      {state.errors.choix && (
        <p class="field-error" id="choix-erreur">
          <Icon name="error" /> {state.errors.choix}
        </p>
      )}
      {shown.length === 0 && (
        <Notice kind="info" title="Aucun projet ne répond à cette recherche.">
          <p>
            Essayez un autre mot, ou <a href={visit.paths.choose}>voyez tous les projets</a>.
          </p>
        </Notice>
      )}
      {shown.map((option) => (
        <Card option={option} visit={visit} isTicked={ticked.includes(option.code)} />
      ))}
    </fieldset>
  )
}

function Card({ option, visit, isTicked }: { option: ShownOption; visit: Visit; isTicked: boolean }) {
  const id = `projet-${option.code}`
  const { name, summary, place } = option
  return (
    <div
      class="vote-card"
      data-option={option.code}
      data-words={`${name} ${summary} ${place ?? ''}`}
      data-place={place}
    >
      <input
        type="checkbox"
        id={id}
        name="choix"
        value={option.code}
        form={FORM}
        checked={isTicked}
        aria-describedby={`${id}-texte`}
        autocomplete="off"
      />
      {option.pictureWords !== null && (
        <img
          src={`${visit.paths.poll}/images/${option.code}`}
          alt={option.pictureWords}
          loading="lazy"
          width="320"
          height="200"
        />
      )}
      <label for={id}>{name}</label>
      <div id={`${id}-texte`}>
        <p class="hint">{placeAndCost(option, visit)}</p>
        {summary !== '' && <p>{summary}</p>}
      </div>
    </div>
  )
}

function AlreadyRecorded({ visit }: { readonly visit: Visit }) {
  return (
    <Notice kind="success" title="Votre vote est enregistré.">
      <p>
        <a href={visit.paths.recorded}>Le voir</a>.{' '}
        {visit.poll.manifest.revote === 'last-counts'
          ? 'Vous pouvez encore changer : votre dernier vote comptera seul.'
          : 'Dans ce vote, on ne vote qu’une fois.'}
      </p>
    </Notice>
  )
}

function tickedIn({ basket, options }: Visit): readonly string[] {
  return options.filter(({ position }) => basket?.includes(position)).map(({ code }) => code)
}

function isSeeking({ words, place }: Sought): boolean {
  return words.trim() !== '' || place !== ''
}

/** What is chosen stays in sight, first: a search never hides it. */
function soughtOptions({
  visit,
  sought,
  ticked,
}: Pick<ChooseProps, 'visit' | 'sought' | 'ticked'>): readonly ShownOption[] {
  if (!isSeeking(sought)) return visit.options
  const kept = ticked ?? tickedIn(visit)
  const asked = wordsOf(sought.words)
  const answers = ({ name, summary, place }: ShownOption) =>
    holdsAll(`${name} ${summary} ${place ?? ''}`, asked) && (sought.place === '' || place === sought.place)
  const chosen = visit.options.filter(({ code }) => kept.includes(code))
  return [...chosen, ...visit.options.filter((option) => !kept.includes(option.code) && answers(option))]
}
