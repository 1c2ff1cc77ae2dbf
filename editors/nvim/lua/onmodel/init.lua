-- onmodel in Neovim: the functions meant for a configuration. See `:help onmodel`.
local M = {}

---Sets options; needed only where a default does not suit.
---@param options table|nil see `:help onmodel-options`
function M.setup(options)
  require('onmodel.config').set(options or {})
  require('onmodel.client').reconfigure()
end

---For a status line: "onmodel 72" in a buffer of a set, else an empty string.
---@return string
function M.status()
  return require('onmodel.status').text(vim.api.nvim_buf_get_name(0))
end

return M
