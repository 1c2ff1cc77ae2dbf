-- A text from the server in a window of its own.
local M = {}

---@param name string what it is
---@param text string Markdown
function M.show(name, text)
  local buffer = vim.api.nvim_create_buf(false, true)
  vim.api.nvim_buf_set_lines(buffer, 0, -1, false, vim.split(text, '\n'))
  vim.bo[buffer].bufhidden = 'wipe'
  vim.bo[buffer].filetype = 'markdown'
  vim.bo[buffer].modifiable = false
  vim.cmd('split')
  vim.api.nvim_win_set_buf(0, buffer)
  vim.wo.wrap = false
  pcall(vim.api.nvim_buf_set_name, buffer, 'onmodel://' .. name) -- Taken while another window shows it.
end

return M
