import { becomePicker } from './commune-picker/combobox.ts'

// The field is a line of text already: names are proposed as one types, and the server reads it the same.
for (const field of document.querySelectorAll<HTMLElement>('filigrane-commune')) {
  const input = field.querySelector<HTMLInputElement>('input[type="text"]')
  if (input) becomePicker(field, input)
}
