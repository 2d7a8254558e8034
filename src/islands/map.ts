import { openButton } from './map/button.ts'

// Until the button is pressed nothing of the map that moves is fetched: it weighs more than all our pages.
for (const place of document.querySelectorAll<HTMLElement>('filigrane-map')) openButton(place)
