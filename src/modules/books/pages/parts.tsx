import type { BudgetPart } from '#platform/context'
import { ButtonLink } from '#ui/action'
import { FigureWithSource } from '#ui/figure'
import { Section } from '#ui/heading'
import { EntryList } from '#ui/list'

/** What other subjects tell of a line or of a payment: the action it carries out, the convention it comes from. */
export function BudgetParts({ parts }: { readonly parts: readonly BudgetPart[] }) {
  return (
    <>
      {parts.map((part, index) => (
        <Section id={`lien-${index + 1}`} title={part.title} lead={part.lead}>
          {(part.figures ?? []).map(({ value, unit, label, producer, vintage, scope, nature, url, licence }) => (
            <FigureWithSource
              {...{ value, unit, label }}
              source={{
                producer,
                status: nature,
                date: vintage,
                scope,
                url: url ?? undefined,
                licence: licence ?? undefined,
              }}
            />
          ))}
          {part.entries.length > 0 && <EntryList entries={part.entries} level={3} />}
          {part.more && (
            <p>
              <ButtonLink href={part.more.href} weight="quiet">
                {part.more.label}
              </ButtonLink>
            </p>
          )}
        </Section>
      ))}
    </>
  )
}
