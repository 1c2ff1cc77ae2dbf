-- Starts onmodel for the captions of a set, and nowhere else. Nothing need be called: see
-- `:help onmodel` for what can be set.
if vim.g.loaded_onmodel then
  return
end
vim.g.loaded_onmodel = true

if vim.fn.has('nvim-0.7') == 0 then
  vim.notify('onmodel needs Neovim 0.7 or newer', vim.log.levels.WARN)
  return
end

vim.api.nvim_create_autocmd({ 'BufNewFile', 'BufRead' }, {
  group = vim.api.nvim_create_augroup('onmodel.filetype', {}),
  pattern = '*.caption',
  command = 'setfiletype text',
})
require('onmodel.client').enable()
require('onmodel.commands').define()
