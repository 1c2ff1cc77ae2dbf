-- How the open sets stand, as the server last told.
local M = {}

local sets = {}

---@param params table what `onmodel/status` carries
function M.set(params)
  sets = params.datasets
  vim.schedule(function()
    vim.cmd('redrawstatus!')
  end)
end

---The innermost set a file lies in.
local function set_of(file)
  local best, length
  for _, set in ipairs(sets) do
    local folder = vim.uri_to_fname(set.uri)
    if vim.startswith(file, folder .. '/') and #folder > (length or 0) then
      best, length = set, #folder
    end
  end
  return best
end

---@param file string full path
---@return string "onmodel 72", rounded down as the command line does; empty for a file of no set
function M.text(file)
  local set = set_of(file)
  return set and ('onmodel %d'):format(math.floor(set.score)) or ''
end

return M
