import { formatInteger } from '#ui/format'
import { Section } from '#ui/heading'
import type { ToldPlace } from '../explanations/model.ts'
import { Why } from './explanations.tsx'

/** What each place received, when the file says where voters live. */
export function Places({ places }: { readonly places: readonly ToldPlace[] }) {
  return (
    <Section
      id="lieux"
      title="Lieu par lieu"
      lead="Où est allé l’argent des votants de chaque lieu. Les lieux de moins de 5 votants sont réunis."
    >
      <div>
        {places.map(({ name, voters, telling }) => (
          <Why label={`${name} (${formatInteger(voters)} votants)`} telling={telling} />
        ))}
      </div>
    </Section>
  )
}
