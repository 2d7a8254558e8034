import type { OrganisationPart } from '#platform/context'
import { Section } from '#ui/heading'

/** What other modules tell of an organisation or a place: titles, a line, and where to read more. */
export function Parts({ parts }: { readonly parts: readonly OrganisationPart[] }) {
  return (
    <>
      {parts.map(({ title, lead, figures = [], entries, more }, index) => (
        <Section id={`partie-${index + 1}`} title={title} lead={lead}>
          {figures.length > 0 && (
            <ul>
              {figures.map(({ label, value, unit, producer, vintage }) => (
                <li>
                  {label} : <strong>{value}</strong> {unit} ({producer}, {vintage})
                </li>
              ))}
            </ul>
          )}
          {entries.length > 0 && (
            <ul>
              {entries.map(({ href, title: name, kicker, lead: said }) => (
                <li>
                  <a href={href}>{name}</a> {[kicker, said].filter(Boolean).join('. ')}
                </li>
              ))}
            </ul>
          )}
          {more && (
            <p>
              <a href={more.href}>{more.label}</a>
            </p>
          )}
        </Section>
      ))}
    </>
  )
}
