import { Icon } from '#ui/icon'
import { typeset } from '#ui/typography'

/** How the platform speaks, by what to write and what not to. */
export function VoiceRules() {
  return (
    <>
      {RULES.map(({ rule, good, bad }) => (
        <div class="specimen">
          <h3>{rule}</h3>
          <div class="voice">
            <p class="voice-do">
              <Icon name="check" /> <strong>Oui :</strong> {typeset(good)}
            </p>
            <p class="voice-dont">
              <Icon name="close" /> <strong>Non :</strong> {typeset(bad)}
            </p>
          </div>
        </div>
      ))}
    </>
  )
}

const RULES = [
  {
    rule: 'Le verbe dit ce qui va se passer',
    good: '« Déposer mon idée »',
    bad: '« Soumettre », « Valider », « OK »',
  },
  {
    rule: 'Un refus dit pourquoi, et quoi faire ensuite',
    good: '« Ce code a plus de 30 minutes. Demandez-en un autre : il arrive tout de suite. »',
    bad: '« Erreur : code invalide. »',
  },
  {
    rule: 'Proposé n’est pas décidé',
    good: '« Proposé à la commission permanente du 6 juillet »',
    bad: '« Subvention accordée » avant la délibération',
  },
  {
    rule: 'Un chiffre a son unité et sa source',
    good: '« 25 210 emplois, Insee, 2022 »',
    bad: '« Plus de 25 000 ! »',
  },
  {
    rule: 'Un mot difficile s’explique dessous, ou se remplace',
    good: '« La liste des votants »',
    bad: '« La liste d’émargement »',
  },
  {
    rule: 'On vouvoie, sans majuscules ni points d’exclamation',
    good: '« Votre vote est enregistré. »',
    bad: '« BRAVO ! Tu as voté !!! »',
  },
] as const
