export { contrastOf } from '#kernel/colour'
