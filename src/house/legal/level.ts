import type { Settings } from '#platform/context'

/** « non conforme », « partiellement conforme » or « totalement conforme », as the law has it said. */
export function levelOf({ accessibility }: Pick<Settings, 'accessibility'>): string {
  return `${accessibility.level} conforme`
}
