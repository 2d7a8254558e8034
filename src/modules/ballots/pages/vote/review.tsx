import { Button, ButtonLink } from '#ui/action'
import { EMPTY_FORM, Form, type FormState, type HiddenKeys } from '#ui/form'
import { Icon } from '#ui/icon'
import { Notice } from '#ui/message'
import { decideBasket } from '../../sealed/basket.ts'
import { ChosenOption, closingOf, drawnOptions, scriptData, VotePage } from './parts.tsx'
import type { Visit } from './visit.ts'
import { leftOf, sentenceOfBasket } from './words.ts'

type ReviewProps = {
  readonly visit: Visit
  readonly keys: HiddenKeys
  readonly state?: FormState
}

/** `/scrutins/:slug/voter/relecture`: read one’s choices again, take one away, go on. */
export function ReviewPage({ visit, keys, state = EMPTY_FORM }: ReviewProps) {
  const byScript = visit.basket === undefined
  return (
    <VotePage
      visit={visit}
      step={1}
      title="Relisez vos choix"
      lead="Ils comptent autant l’un que l’autre : leur ordre ne change rien."
      scripted={byScript}
      bar={<Bar visit={visit} />}
    >
      <div class="vote-review" data-vote={byScript ? 'review' : undefined} {...scriptData(visit)}>
        {byScript && <NoBasket visit={visit} />}
        <Form action={visit.paths.review} keys={keys} state={state}>
          <ul class="chosen-list" hidden={byScript} data-list>
            {drawnOptions(visit).map((option) => (
              <ChosenOption option={option} visit={visit}>
                {byScript ? (
                  <button type="button" class="button button-quiet" data-remove={option.code}>
                    <Remove name={option.name} />
                  </button>
                ) : (
                  <Button weight="quiet" name="retirer" value={option.code}>
                    <Remove name={option.name} />
                  </Button>
                )}
              </ChosenOption>
            ))}
          </ul>
        </Form>
        <p>
          <a href={visit.paths.choose}>Changer mes choix</a>
        </p>
        <Notice kind="warning" title="Votre vote n’est pas encore enregistré.">
          <p>
            Il reste à dire qui vous êtes, puis à confirmer. Vos choix vous attendent ici si vous partez.{' '}
            {closingOf(visit)}
          </p>
        </Notice>
      </div>
    </VotePage>
  )
}

function Remove({ name }: { readonly name: string }) {
  return (
    <>
      <Icon name="close" /> Retirer <span class="hidden">{name}</span>
    </>
  )
}

function Bar({ visit }: { readonly visit: Visit }) {
  const { basket, poll, paths } = visit
  const decided = basket && decideBasket(basket, poll.manifest)
  return (
    <>
      <p class="vote-left" role="status" data-left>
        <strong>
          {decided?.ok === false ? sentenceOfBasket(decided.refusal) : basket ? leftOf(basket.length, poll) : ''}
        </strong>
      </p>
      {decided?.ok === false ? (
        <ButtonLink href={paths.choose}>Choisir</ButtonLink>
      ) : (
        <a class="button button-main" href={paths.confirm} data-on hidden={!basket}>
          <Icon name="arrow" /> Continuer
        </a>
      )}
    </>
  )
}

/** What stands while the script has not found the choices: it takes this away. */
export function NoBasket({ visit }: { readonly visit: Visit }) {
  return (
    <div data-empty>
      <Notice kind="info" title="Vous n’avez encore rien choisi.">
        <p>
          Vos choix restent sur l’appareil où vous les faites. <a href={visit.paths.choose}>Choisir des projets</a>
        </p>
      </Notice>
    </div>
  )
}
