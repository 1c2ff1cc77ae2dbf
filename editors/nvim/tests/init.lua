-- The configuration of the Neovim under test: this plugin and nothing else.
local tests = vim.fn.fnamemodify(debug.getinfo(1, 'S').source:sub(2), ':p:h')
local plugin = vim.fn.fnamemodify(tests, ':h')

vim.opt.runtimepath = { plugin, vim.env.VIMRUNTIME }
vim.opt.packpath = { vim.env.VIMRUNTIME }
vim.opt.swapfile = false
vim.opt.shadafile = 'NONE'
vim.cmd('filetype on')
package.path = tests .. '/?.lua;' .. package.path

-- What was said to the user, to be looked at.
Said = {}
vim.notify = function(text)
  table.insert(Said, text)
end

require('onmodel').setup({ cmd = { vim.env.ONMODEL or 'onmodel', 'lsp' } })
