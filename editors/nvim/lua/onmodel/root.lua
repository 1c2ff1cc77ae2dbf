-- Which folder a server is started in.
local M = {}

local function exists(path)
  return vim.loop.fs_stat(path) ~= nil
end

---The outermost folder with an `onmodel.toml` above a file, looking no farther up than the root of its
---repository: so one server sees all sets that share a studio's configuration.
---@param file string full path
---@return string|nil
function M.of(file)
  local found
  local folder = vim.fn.fnamemodify(file, ':p:h')
  while true do
    if exists(folder .. '/onmodel.toml') then
      found = folder
    end
    local parent = vim.fn.fnamemodify(folder, ':h')
    if parent == folder or exists(folder .. '/.git') then
      return found
    end
    folder = parent
  end
end

return M
